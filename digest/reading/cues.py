# ruff: noqa: E501  a table of words is easier to check in long lines
"""The words by which page furniture is recognised, in the languages that are read.

Each cue is one pattern of plain alternatives, so that matching takes linear time; a cue alone
decides nothing: `furniture` weighs it against the shape of the line and its place in the text.
"""

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    """One pattern for lower-case text: matching without regard to case takes twice the time."""
    return re.compile("|".join(alternatives))


SHARE = _any(
    r"\b(?:share|tweet|pin it|follow|like|join|find|connect with|watch) (?:this|us|on|me|our|via|it)\b",
    r"\bfollow\b.{0,40}\bon\b",
    r"^\W*(?:share|tweet|follow|teilen|partager|compartir|compartilhar|condividi|delen)\b",
    r"\b(?:facebook|twitter|whatsapp|instagram|snapchat|tiktok|linkedin|pinterest|reddit|telegram"
    r"|flipboard|youtube|bluesky|threads|mastodon|e-?mail|messenger|viber)\b",
    r"\b(?:folgen sie|suivez[- ]nous|síguenos|seguici|siga[- ]nos|volg ons|udostępnij)",
    r"поделиться|поділитися|подписывайтесь|分享|シェア|شارك",
)
SUBSCRIBE = _any(
    r"\bnewsletters?\b|\bsubscri(?:be|ption|ber)|\bsign[- ]?up\b|\binbox\b|\bmailing list\b",
    r"\bfree trial\b|\bunlock\b.{0,60}\bfree\b|\bbreaking news (?:alerts|emails)\b|\bregister\b",
    r"\bget (?:our|the|your) .{0,40}(?:daily|weekly|delivered|app|alerts|edition)",
    r"\b(?:abonnieren|abonnement|abonne[rz]|s'abonner|suscr[ií]b|iscriviti|assine|inscreva-se"
    r"|aanmelden|zapisz się|prenumerata)",
    r"подпишитесь|підпишіться|подписаться|订阅|購読|メルマガ|اشترك",
)
COMMENT = _any(
    r"\bleave a (?:reply|comment)|\b(?:post|add|write|view|show|hide|load) (?:a |your |all |more )?"
    r"comments?\b|^\W*(?:\d+ )?comments?\b|\breply\b|\byour (?:email|e-mail|name)\b",
    r"\brequired fields\b|\bhave your say\b|\bjoin the (?:conversation|discussion)\b|\bcaptcha\b",
    r"\b(?:vote in|take) (?:our|the|this) (?:poll|survey|quiz)\b|\blog ?in to\b|\bcancel reply\b",
    r"\b(?:kommentare?|commentaires?|comentarios?|commenti|comentários?|reacties|komentarz)",
    r"\bкомментари|\bкоментар|评论|コメント|تعليق",
)
LEGAL = _any(
    r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b|\ball rights reserved\b|\bprivacy (?:policy|notice)",
    r"\bterms (?:of|and|&)|\bcookies?\b|\bgdpr\b|\bdisclaimer\b|\bmay not be (?:published|reproduced)",
    r"\balle rechte vorbehalten|\btous droits réservés|\btodos (?:los derechos|os direitos)",
    r"\btutti i diritti|\bdatenschutz|\bimpressum\b|\bmentions légales|\bwszelkie prawa",
    r"\bвсе права защищены|\bусі права|版权所有|著作権|無断転載|حقوق",
    r"\baffiliate (?:links?|commission)|\bearn (?:a |an )?(?:small |affiliate )?commission",
)
RELATED = _any(
    r"^\W*(?:related|recommended|recommendations|trending|most (?:read|popular|viewed|shared)"
    r"|popular|top stories|latest|editors?['’]s? picks?|what to read next|up next|see also|also read"
    r"|also in|don['’]t miss|in case you missed|featured|in other news|around the web|elsewhere)\b",
    r"\byou (?:may|might) (?:also )?(?:like|enjoy|be interested)|\brecommended (?:for you|stories)",
    r"^\W*(?:read|see|learn|show|view|load|watch|listen|click)\b.{0,12}\b(?:more|also|next|here|now)\b",
    r"^\W*(?:read|watch|listen|related|more|see also|also)\s*:|^\W*more (?:from|on|in|news|stories|about)\b",
    r"\b(?:lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire|sur le même sujet|lea también"
    r"|te puede interesar|leggi anche|leia (?:também|mais)|lees (?:ook|meer)|czytaj (?:też|także))",
    r"читайте (?:также|також|ещё)|相关(?:新闻|阅读|文章)|関連記事|あわせて読みたい|اقرأ (?:أيضا|المزيد)",
    r"\bthis (?:story|article) (?:was )?(?:first|originally) (?:appeared|published)",
)
CREDIT = _any(
    r"\b(?:photo(?:graph)?|image|picture|pic|video|illustration|credit|graphic|foto|bild|crédit|photos)"
    r"(?: credits?)?(?: by\b|\s*[:/©])|\b(?:getty(?: images)?|shutterstock|istock|alamy|unsplash|epa-efe)\b",
    r"\((?:ap|afp|reuters|pa|dpa|epa|tass)(?: photo)?[/)]|\b(?:ap|afp|reuters|pa)/\w|/(?:ap|afp|reuters|getty)\b",
    r"\bfile (?:photo|image|pic)|\bcourtesy of\b.{0,40}$|©",
    r"\((?:pictured|left|right|centre|center)\)|\b(?:pictured|screengrab|screenshot)\b",
)
ADVERT = _any(
    r"^\W*(?:advertisements?|advertisement[- –]+.{0,40}|sponsored(?: content)?|ads?|promoted"
    r"|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|reklama)\W*$",
    r"\badvertis(?:e with|ing|ement)\b|\bscroll (?:down )?(?:to|for)\b|\bcontinue reading\b",
    r"^реклама|^广告|^広告|^إعلان",
)
MENU = _any(
    r"^\W*(?:home|menu|search|skip to|log ?in|log ?out|sign in|contact|about|site ?map|careers|help|faq"
    r"|jobs|shop|store|close|toggle|navigation|my account|settings|next|previous|back to|print|save"
    r"|copy link|listen|play|loading|weather|video|photos|gallery|tags?|topics?|filed under|categories"
    r"|archives?|sections|more|edition|editions|all|view all|see all|show all)\b",
    r"^\W*(?:startseite|suche|menü|anmelden|accueil|rechercher|connexion|inicio|buscar|cerca|zoeken"
    r"|szukaj|główna|главная|поиск|головна|пошук|首页|搜索|ホーム|検索|الرئيسية|بحث)\b",
)
BYLINE = _any(
    r"^\W*(?:by|von|par|por|di|door|written by|posted by|reporting by|edited by|story by|words by|autor"
    r"|author|автор|作者|記者|بقلم)\b\W*\w.{0,80}$",
    r"\b(?:is|was) an? .{0,60}\b(?:reporter|editor|journalist|columnist|correspondent|writer|author)\b",
    r"\bcontributed to this (?:report|story|article)|\breport(?:ing|ed) by\b|\badministrator\b|^\W*admin\W*$",
    r"\b(?:staff (?:writer|reporter)|senior (?:reporter|editor)|contributor)\b",
)
MONTH = (
    r"(?:jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|fév(?:rier)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il)?|avril"
    r"|may|mai|maggio|mayo|jun[ei]?|juin|jul[yi]?|juillet|aug(?:ust)?|août|sept?(?:ember)?|o[ck]t(?:ober|obre)?"
    r"|nov(?:ember|embre)?|de[cz](?:ember|embre)?|déc(?:embre)?)"
)
STAMP = _any(
    rf"\b{MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}}\.? {MONTH}\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b",
    r"\b\d{1,2}:\d\d\b|\b\d+ (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?) ago\b|\b\d+ min(?:ute)? read\b",
    r"^\W*(?:updated?|published|posted|first published|last (?:updated|modified)|veröffentlicht|publié|publicado"
    r"|aktualisiert|stand|mis à jour|actualizado|aggiornato|gepubliceerd|опубликовано)\b",
    r"\d{4}年\d{1,2}月",
)
ADDRESS = _any(r"https?://|www\.\w|\b[\w.]+@[\w-]+\.\w|\b\w+\.(?:com|org|net|co\.uk)\b|^\W*@\w+")
PITCH = _any(
    r"\b(?:you|your|you're|our)\b.{0,80}\b(?:daily|weekly|delivered|inbox|free|offer|deal|account|app|news|updates?)\b",
    r"\bclick\b|\bdownload\b|\bbuy now\b|\bshop now\b|\bget it\b|\bdonate\b|\bsupport (?:us|our)\b|\bthank you for\b",
    r"\b(?:visit|check out|tune in|call us|contact us|email us)\b|\bwe (?:use|may|recommend|independently)\b",
)
TAIL = _any(
    r"^\W*(?:related|recommended|more (?:from|on|in|news|stories|about|like)|most (?:read|popular|viewed)"
    r"|you (?:may|might) (?:also )?like|articles you may|trending|latest|popular|read (?:more|next|also)|top stories"
    r"|leave a (?:reply|comment)|(?:\d+ )?comments?|what to read next|up next|editors?['’]s? picks|see also"
    r"|about the author|sign up|subscribe|newsletter|stay connected|follow us|tags?|topics|share this|sponsored"
    r"|also (?:read|in|on)|previous|next|don['’]t miss|around the web|recent posts|our group sites)\b",
    r"^\W*(?:mehr zum thema|lesen sie auch|sur le même sujet|lire aussi|lea también|te puede interesar|relacionad"
    r"|leggi anche|leia também|lees ook|czytaj (?:też|także)|читайте (?:также|також)|相关|関連|اقرأ أيضا)",
)

# Lines that are furniture wherever they stand, whatever surrounds them.
SURE = _any(
    r"^\W*(?:articles you may like|you (?:may|might) (?:also )?(?:like|be interested in)|leave a (?:reply|comment)"
    r"|related (?:articles?|stories|posts|news|topics|content|coverage)|more (?:news|stories|headlines)|most (?:read|popular|viewed)"
    r"|advertisements?|sponsored(?: content)?|share this(?: article| story| page| post)?|stay connected|follow us"
    r"|newsletters?|comments?|post comment|recommended(?: for you| stories| reading)?|trending(?: now)?|read (?:more|next)"
    r"|skip to (?:main )?content|back to top|sign up|subscribe(?: now)?|log ?in|sign in|print|share|tweet|e-?mail"
    r"|administrator|admin|anzeige|werbung|publicité|publicidad|pubblicità|реклама|mehr zum thema|lire aussi|leggi anche"
    r"|lea también|leia também|lees ook|czytaj (?:też|także)|читайте также|читайте також|相关新闻|相关阅读|関連記事|اقرأ أيضا"
    r"|広告|广告|إعلان|copy link|link copied|continue reading|image source|getty images?|file photo)\W*$",
    r"^.{0,160}\bvote in (?:our|the) poll\b.{0,60}$",
    r"^\W*(?:please )?(?:follow|like|join|find|connect with)\b.{0,60}\b(?:on|via) (?:our )?(?:facebook|twitter|x\b|instagram"
    r"|snapchat|tiktok|linkedin|youtube|telegram|whatsapp|threads|bluesky|mastodon|flipboard).{0,100}$",
    r"^\W*(?:unlock|get|sign up (?:for|to)|subscribe to|register for)\b.{0,80}\b(?:newsletters?|mailing list|for free|inbox|alerts|emails)\b.{0,60}$",
    r"^\W*your e-?mail address will not be published.{0,80}$|^\W*don['’]t miss (?:any|an|out)\b.{0,60}$",
    r"^\W*(?:read (?:more|also|next)|see also|also read|related|more on this|watch|listen|lesen sie auch|lire aussi"
    r"|à lire aussi|lea también|leggi anche|leia também|lees ook|czytaj także|читайте также|читайте також)\s*[:：].{0,160}$",
    r"^.{20,400}(?:©|\((?:photo|image|picture|credit|foto|bild)\b|(?:photo(?:graph)?|picture|image|credit|foto|bild)(?: by| credit)?:)"
    r"[^.!?]{0,60}$",
    r"^.{0,20}(?:©|\bcopyright\b).{0,160}$|^.{0,80}\ball rights reserved\b.{0,80}$",
    r"^\W*(?:photo(?:graph)?|image|picture|credit|foto|bild|video)(?: by| credit| source)?\s*[:：].{0,80}$",
    r"^\W*(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,300}$",
)
PLEA_SENTENCE = re.compile(
    r"(?:(?<=^)|(?<=[.!?”\"] ))(?:(?:Click|Tap) here\b[^.!?]{0,120}[.!?]|(?:Sign up|Subscribe)\b[^.!?]{0,20}"
    r"\b(?:to|for) (?:our|the|your)\b[^.!?]{0,120}(?:newsletter|inbox|alerts|channel)[^.!?]{0,60}[.!?]"
    r"|Vote in our poll\b[^.!?]{0,100}[.!?]|(?:Read more|See also|READ MORE):[^.!?]{0,160}(?:[.!?]|$)"
    r"|Follow (?:us|me|@\w+)\b[^.!?]{0,100}(?:[.!?]|$)) ?",
    re.MULTILINE,
)
