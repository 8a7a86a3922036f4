"""Notebook 03, *Lezen en labelen*: one piece at a time (``code_cards``), a whole note (``code_text``), in two
(``tandem_cards``), and the list of labels (``labels_together``). ``labelling`` holds what the first three share.
"""
