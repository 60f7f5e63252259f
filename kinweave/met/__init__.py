"""Who has met whom: the two people's own, and seen by nobody but them. It stands below gatherings,
so that whatever brings people together can note it, and arrange things by it."""
