"""How well messages are understood: what `beian evaluate` measures and reports."""
