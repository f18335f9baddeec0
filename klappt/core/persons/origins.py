"""Where people come from, as words: countries of origin and what their people are called in German."""

_COUNTRIES = """
afghanistan albanien algerien angola armenien aserbaidschan bangladesch belarus benin bosnien
bulgarien burundi china elfenbeinküste eritrea gambia georgien ghana guinea guinea-bissau indien
irak iran jemen jordanien kamerun kasachstan kenia kolumbien kongo kosovo kuba libanon libyen mali
marokko mazedonien moldau mongolei myanmar nepal niger nigeria nordmazedonien pakistan palästina
ruanda rumänien russland senegal serbien sierra-leone simbabwe somalia sri-lanka sudan syrien
südsudan tadschikistan tansania tibet togo tschad tschetschenien tunesien türkei uganda ukraine
usbekistan venezuela vietnam ägypten äthiopien
"""
COUNTRIES = frozenset(_COUNTRIES.split())
# Stems of what one person from there is called ("Syrer", "Syrerin", "Afghane", "Afghanin").
PEOPLE = (
    "Afghan|Ägypter|Albaner|Algerier|Angolaner|Armenier|Aserbaidschaner|Äthiopier|Bangladescher"
    "|Bosnier|Bulgar"
    "|Chines|Eritreer|Gambier|Georgier|Ghanaer|Guineer|Inder|Iraker|Iraner|Ivorer|Jemenit|Jordanier"
    "|Kameruner"
    "|Kongoles|Kosovar|Kurd|Libanes|Libyer|Malier|Marokkaner|Mazedonier|Moldauer|Nepales|Nigerianer|Nigrer"
    "|Pakistaner|Palästinenser|Ruand|Rumän|Russ|Senegales|Serb|Sierra-Leoner|Somalier|Somali|Sudanes|Syrer"
    "|Tadschik|Tibeter|Togoer|Togoles|Tschetschen|Tunesier|Türk|Ugander|Ukrainer|Usbek|Vietnames|Jesid|Roma"
)
