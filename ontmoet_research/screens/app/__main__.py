"""Serve the app: ``python -m ontmoet_research.screens.app``, as ``ontmoet app`` starts it in the work folder.

``ONTMOET_PROJECT`` says which project, ``ONTMOET_PORT`` where, ``JUPYTER_TOKEN`` who gets in; with ``ONTMOET_BROWSER``
the browser opens.
"""

import os

from ontmoet_research.screens.app.server import serve

if __name__ == "__main__":
    serve(
        os.environ["ONTMOET_PROJECT"],
        port=int(os.environ["ONTMOET_PORT"]),
        token=os.environ["JUPYTER_TOKEN"],
        open_browser=os.environ.get("ONTMOET_BROWSER") == "1",
    )
