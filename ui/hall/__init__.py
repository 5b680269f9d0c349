"""The hall: screens for a projector, without widgets, that one link sets going.

``programme`` is what a link says, ``stage`` draws the scenes, ``remote`` passes on what a phone asks for, ``assets``
serves what the browser needs to turn, scale and steer them. The scenes themselves are in ``pages/adegan``.
"""
