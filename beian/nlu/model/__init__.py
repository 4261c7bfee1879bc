"""What is trained: features, encoder, classifiers; and the components of Rasa's graph."""
