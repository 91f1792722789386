"""``python -m tanchi.cli``: the command line where ``tanchi`` is not on the path."""

from tanchi.cli import main

main()
