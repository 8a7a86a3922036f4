"""One door: a name plate above one screen at a time, in JupyterLab and in the app."""
