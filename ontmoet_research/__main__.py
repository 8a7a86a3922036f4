"""``python -m ontmoet_research`` is the same as the command ``ontmoet``."""

from ontmoet_research.cli import main

raise SystemExit(main())
