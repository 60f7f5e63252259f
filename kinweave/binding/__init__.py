"""Handbooks bound: a page, what stands below it, or a whole book as a PDF or an EPUB."""
