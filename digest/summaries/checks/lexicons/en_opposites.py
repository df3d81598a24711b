# ruff: noqa: E501  a table of words is easier to check in long lines
"""English words that say the reverse of each other: left of the stroke against right of it."""

PAIRS = """
win won victory winner triumph beat | lose lost defeat loser loss losing
accept accepted approve approved endorse agree agreed back support supported favour favor | reject rejected refuse refused disapprove oppose opposed disagree disagreed condemn condemned deny denied
allow allowed permit permitted legalise legalize enable authorise authorize | ban banned forbid forbidden prohibit prohibited prevent prevented block blocked outlaw disallow
success succeed succeeded successful successfully | failure fail failed unsuccessful unsuccessfully
strong stronger strengthen strengthened strength robust | weak weaker weaken weakened weakness fragile
buy bought purchase purchased | sell sold sale
safe safely safety secure | dangerous unsafe danger risky insecure hazardous
legal lawful legally | illegal unlawful illegally
guilty convicted convict | innocent acquitted acquit cleared
alive living survive survived survivor survivors | dead died die killed dying death
arrest arrested detain detained imprison imprisoned jailed capture captured | release released free freed
hire hired appoint appointed employ | fire fired sack sacked dismiss dismissed lay
praise praised welcome welcomed applaud applauded laud | criticise criticize criticised criticized condemn condemned slam slammed denounce
love loved like liked enjoy | hate hated dislike disliked detest
true truth correct right accurate correctly accurately | false wrong incorrect inaccurate untrue falsely wrongly
early earlier before prior previous previously preceding | late later after following subsequent subsequently afterwards
first | last final
fast faster quick quickly rapid rapidly swift accelerate accelerated | slow slower slowly gradual gradually delay delayed decelerate
maximum maximise maximize most | minimum minimise minimize least
public publicly | private privately secret secretly
push pushed | pull pulled
attack attacked offensive | defend defended defence defense defensive
north northern | south southern
east eastern | west western
young younger youth | old older elderly
hot warm warmer heat | cold cool cooler chill
ally allies friend friends friendly partner | enemy enemies foe hostile rival opponent
peace peaceful peacefully ceasefire truce | war violent violently conflict
inside indoor internal internally domestic | outside outdoor external externally foreign
possible able capable likely probable | impossible unable incapable unlikely improbable
confirm confirmed verify verified admit admitted acknowledge acknowledged | deny denied refute refuted unconfirmed unverified dispute disputed
appear appeared emerge emerged | disappear disappeared vanish vanished
popular | unpopular
happy happily glad pleased delighted satisfied | sad unhappy sadly upset angry dissatisfied displeased
optimistic hopeful optimism confident confidence | pessimistic hopeless pessimism doubtful
calm quiet calmly | loud agitated nervous noisy
visible visibly | invisible hidden
healthy well fit | sick ill unhealthy
married marry wed | divorced divorce separated split single
majority | minority
profit profits profitable earn earned | loss losses unprofitable lost
asset assets | liability liabilities
borrow borrowed | lend lent loan
import imports imported | export exports exported
encourage encouraged encourages motivate | discourage discouraged discourages deter
protect protected preserve preserved conserve | destroy destroyed damage damaged harm harmed
build built construct constructed create created | demolish demolished destroy dismantle dismantled
unite united unify together jointly | divide divided split separate separately alone
similar same alike identical equal | different unlike dissimilar unequal distinct
temporary temporarily short-term brief briefly | permanent permanently long-term lasting lengthy
voluntary voluntarily optional willingly willing | mandatory compulsory forced involuntary obligatory unwilling reluctant reluctantly
certain certainly sure definite definitely clear clearly | uncertain unsure doubtful unclear
stable steady unchanged remain maintain maintained consistent | unstable volatile changed fluctuate inconsistent
active actively | inactive passive passively
credible reliable trustworthy | unreliable dubious untrustworthy
innovative flexible flexibly customized customised tailored adaptable dynamic | rigid inflexible conventional outdated static standardized
efficient efficiently efficiency effective effectively | inefficient inefficiently inefficiency ineffective ineffectively
front forward ahead | back backward behind
deep deeper deepen | shallow shallower
thick wide broad broader wider | thin narrow narrower
clean | dirty polluted
advance advanced progress proceed | retreat retreated withdraw withdrew regress
invest invested | divest divested
lengthen extend extended prolong prolonged | shorten shortened curtail curtailed
loosen ease eased relax relaxed lift lifted | tighten tightened impose imposed
comfort comfortable comfortably | discomfort uncomfortable
polite respectful | rude disrespectful
honest honestly | dishonest lying deceptive
connect connected link linked attach | disconnect disconnected unlinked detach detached
obey obeyed comply complied follow | disobey violate violated flout defy defied
sober | drunk
local | global foreign
manual manually | automatic automatically automated
supervised | unsupervised
linear | nonlinear non-linear
discrete | continuous
sparse | dense
upstream | downstream
explicit explicitly | implicit implicitly
positive | negative
increase increased rise rose risen grow grew grown climb climbed gain gained surge surged jump jumped soar soared raise raised expand expanded growth elevate escalate boost boosted upturn | decrease decreased fall fell fallen decline declined shrink shrank sink sank plunge plunged slump slumped drop dropped reduce reduced reduction reducing lowered lowering diminish diminished lessen dwindle plummet plummeted contract downturn
improve improved improvement strengthen strengthened enhance enhanced | worsen worsened deteriorate deteriorated weaken weakened
high higher highest | low lower lowest
more greater most | less fewer least
above over exceed exceeding | below under
begin began begun beginning start started launch launched commence | end ended ending finish finished stop stopped halt halted cease conclude concluded terminate
open opened | close closed shut
man men boy boys husband father son brother male | woman women girl girls wife mother daughter sister female
top upper | bottom lower
left | right
large larger largest big bigger biggest huge major substantial significant significantly considerable | small smaller smallest little tiny minor insignificant negligible slight slightly minimal
full fully complete completely entire entirely total totally whole | partial partially partly incomplete
morning | evening night afternoon
include includes included including inclusion | exclude excludes excluded excluding exclusion
good excellent best better favourable favorable | bad poor worst worse terrible awful unfavourable unfavorable
well | badly poorly
online virtual remote virtually remotely | offline in-person physical physically
important crucial vital essential | unimportant trivial irrelevant
interested enthusiastic keen eager | uninterested indifferent bored
experienced skilled | inexperienced unskilled
remember remembered | forget forgot forgotten
agree agreed agrees | disagree disagreed disagrees
old older | new
lead led leading | trailing trailed
previous preceding | next following
second | third fourth fifth
first | third fourth fifth
weekly | daily monthly yearly annual
monthly | daily weekly yearly annual
spring | autumn winter summer fall
summer | winter autumn spring
red | blue green yellow white black
blue | red green yellow white black
husband | brother father son uncle
wife | sister mother daughter aunt
"""
