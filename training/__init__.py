"""Training: how the shipped encoder is made, from data to ONNX. `python -m training` does it all."""
