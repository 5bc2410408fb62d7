"""Facts painted with Rich: every view takes plain values and returns a renderable; none prints."""
