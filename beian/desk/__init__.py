"""The public service. So far: the part of it that runs inside Rasa's process (rasa_side/)."""
