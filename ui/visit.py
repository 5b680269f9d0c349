"""The script that Streamlit runs, for every visit and every choice: who it is, what was picked, and then the frame."""

from ui import access, drawing, frame

with access.asked_once(), drawing.heard_now():
    frame.draw()
