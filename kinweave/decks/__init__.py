"""Card decks: small things to try with each other, drawn alone, by a group or in a call."""
