"""`python -m samenspel.site.cli VERB …`."""

import sys

from samenspel.site.cli import main

sys.exit(main())
