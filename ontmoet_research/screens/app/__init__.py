"""The screens without JupyterLab: a server for one page, and a window for each browser that shows it."""
