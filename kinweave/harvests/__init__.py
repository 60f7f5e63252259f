"""After a gathering: what it leaves behind for others, recordings, and a letter to who came."""
