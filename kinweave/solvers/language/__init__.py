"""Words in five languages: what forms of one have in common, which tell nothing, and how far two
are apart. Without numpy, so that a page that searches is spared it."""
