"""What the command line shows people, one module per kind of answer."""
