"""Currencies and measures, under one name for each."""

CURRENCIES = {
    "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₽": "rub", "₹": "inr", "₴": "uah",
    "dollar": "usd", "dollars": "usd", "dólar": "usd", "dólares": "usd", "dollari": "usd",
    "dollaro": "usd", "libras": "gbp", "livres": "gbp", "sterline": "gbp", "pfund": "gbp",
    "pond": "gbp", "zł": "pln", "złotych": "pln", "usd": "usd",
    "euro": "eur", "euros": "eur", "eur": "eur",
    "pound": "gbp", "pounds": "gbp", "gbp": "gbp", "sterling": "gbp", "yen": "jpy", "jpy": "jpy",
    "rouble": "rub", "roubles": "rub", "ruble": "rub", "rubles": "rub", "rupees": "inr",
    "franc": "chf", "francs": "chf", "chf": "chf", "yuan": "cny", "renminbi": "cny",
    "buck": "usd", "bucks": "usd", "cent": "cent", "cents": "cent",
}  # fmt: skip
UNITS = {
    "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "mile": "mile", "miles": "mile", "mi": "mile", "mph": "mph", "kph": "kmh", "kmh": "kmh",
    "metre": "m", "metres": "m", "meter": "m", "meters": "m",
    "feet": "ft", "foot": "ft", "ft": "ft",
    "inch": "inch", "inches": "inch", "cm": "cm", "mm": "mm", "yard": "yd", "yards": "yd",
    "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg",
    "lb": "lb", "lbs": "lb", "ton": "ton", "tons": "ton", "tonne": "tonne", "tonnes": "tonne",
    "second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h",
    "day": "d", "days": "d", "week": "w", "weeks": "w", "month": "mo", "months": "mo",
    "year": "y", "years": "y", "decade": "dec", "decades": "dec",
    "century": "cent", "centuries": "cent",
    "litre": "l", "litres": "l", "liter": "l", "liters": "l", "gallon": "gal", "gallons": "gal",
    "gallonen": "gal", "barrel": "bbl", "barrels": "bbl", "acre": "ac", "acres": "ac",
    "hectare": "ha", "hectares": "ha", "mw": "mw", "megawatt": "mw", "megawatts": "mw",
    "gw": "gw", "gigawatt": "gw", "gigawatts": "gw",
    "stunde": "h", "stunden": "h", "tag": "d", "tage": "d", "tagen": "d", "woche": "w",
    "wochen": "w", "monat": "mo", "monate": "mo", "monaten": "mo", "jahr": "y", "jahre": "y",
    "jahren": "y", "minuten": "min", "heures": "h", "jours": "d", "jour": "d", "semaines": "w",
    "mois": "mo", "ans": "y", "an": "y", "años": "y", "año": "y", "días": "d", "meses": "mo",
    "anni": "y", "giorni": "d", "mesi": "mo", "anos": "y", "dias": "d", "dagen": "d", "jaar": "y",
    "maanden": "mo", "weken": "w", "kilometern": "km", "metern": "m", "meilen": "mile",
    "tonnen": "tonne", "zentimeter": "cm",
    "kilomètre": "km", "kilomètres": "km", "mètre": "m", "mètres": "m",
    "kilómetro": "km", "kilómetros": "km", "metro": "m", "metros": "m", "toneladas": "tonne",
    "stündige": "h", "heure": "h", "hora": "h", "horas": "h", "semana": "w",
    "semanas": "w", "mes": "mo", "semaine": "w", "année": "y", "années": "y", "día": "d",
    "secondes": "s", "segundos": "s", "sekunden": "s", "ounce": "oz", "ounces": "oz", "oz": "oz",
    "pound": "lb", "m": "m",
}  # fmt: skip

BASES: dict[str, tuple[str, float]] = {
    "min": ("s", 60), "h": ("s", 3600), "d": ("s", 86400), "w": ("s", 604800), "y": ("mo", 12),
    "dec": ("mo", 120), "cent": ("mo", 1200), "km": ("m", 1000), "cm": ("m", 0.01),
    "mm": ("m", 0.001), "ft": ("inch", 12), "yd": ("inch", 36), "gw": ("mw", 1000),
    "tonne": ("kg", 1000), "lb": ("oz", 16),
}  # fmt: skip
"""A unit, to another one and how many of it it is: 48 months are four years."""
