"""What goes to another program: gathered once through the gate, then written in one of several forms.

Words: meegeven aan een ander programma = export, blijft hier = left out.
"""
