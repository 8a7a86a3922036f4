"""Projects of other programs as these keep them, read from their own files: Taguette, QualCoder, RQDA and requal."""
