"""Work that goes from hand to hand: sheets, files, copies on another laptop, and two versions of one project."""
