"""An invented hub: invented people and children, driven through the real casework functions."""
