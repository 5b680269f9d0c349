"""The hall: screens for a projector, without widgets, that one link sets going.

``programme`` is what a link says, ``desk`` sets it, ``stage`` draws the scenes, ``words`` says what they mean, and
``assets`` serves what the browser needs to turn, scale and steer them. The scenes themselves are in ``pages/adegan``.
"""
