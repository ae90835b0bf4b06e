"""How good the answers are: metrics, calibration, stored predictions."""
