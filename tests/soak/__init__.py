"""The long forms that need no luck: many people, many visits, and a screen that stays open."""
