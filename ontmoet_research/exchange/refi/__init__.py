"""The open form in which programs for labelling hand a project on: REFI-QDA, ``.qdpx`` (project) and ``.qdc`` (labels).

Reading takes what programs really write; writing keeps to the two schemas of the standard to the letter.
"""
