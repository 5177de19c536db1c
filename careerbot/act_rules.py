# ruff: noqa: E501 (a pattern is read as one line)
"""Messages so plain that no comparing is needed: patterns over the words that `phrasing.phrase` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHICH = r"(?:(?:the|that|this|role|number|option|no|nr) )*(?:<role>|<ordinal>|<number>)(?: (?:one|role|thing))?"
_PLEASE = r"(?: please| though| now| again| pls| me)*"

_SCHOOL = r"(?:high |secondary )?(?:school|college|university|uni|degree|study|studies|bachelor|master|phd|a-levels|apprenticeship|training|work|role|army|shift)"
_YES = r"(?:yes|okay|sure|aye|alright|fine|correct|right|exactly|indeed|definitely|absolutely|of course|certainly|go on|go ahead|go for it|please do|do it|do that|i do|i have|i can|i would|true|i guess|i suppose|i think|sound (?:good|great|fine|right|okay)|let us (?:do (?:it|that|this)|go|go for it|start|begin|try(?: it| that| this)?|see(?: it)?))"

_PLAIN: tuple[tuple[str, str], ...] = (
    ("worry", r"(?!.*\b(?:forget|remove|leave out|drop|take)\b)(?:.* )?(?:be|will|would|look|feel)(?: (?:i|it|this|that|not|like|far|already|probably|way|simply|afraid))* too (?:old|young|stupid|dumb|slow|late|thick|hard|difficult|lazy|shy|much|complicated|advanced)\b(?!.*<skill>)(?! for (?:me )?(?:a|the|this|that) (?:role|plan)).*"),
    ("worry", r"(?:.* )?i (?:be|feel|will)(?: (?:probably|afraid|simply|just|not|never|even|be|worried))* (?:not|never) (?:be )?(?:(?:smart|clever|intelligent|bright)|(?:good|young|technical|qualified) enough)\b.*"),
    ("worry", r"(?:.* )?(?:not|never) (?:be )?(?:smart|clever|intelligent|bright|young|technical) enough\b.*"),
    ("worry", r"be (?:i|it) (?:still )?(?:smart|clever|intelligent|bright|young|worth it|possible at my age|hopeless|pointless)\b.*"),
    ("worry", r"(?:.* )?i (?:be|feel|get)(?: \S+){0,2} (?:afraid|scared|worried|worri|anxious|nervous|terrified|frighten\w*|overwhelm\w*|discourag\w*|intimidat\w*|hopeless)\b(?! not\b).*"),
    ("worry", r"(?:.* )?i (?:will|can) never (?:learn|make|manage|get|be able|understand|find)\b.*"),
    ("worry", r"(?:.* )?(?:at|for) my age\b.*"),
    ("ask_chances", r"(?:.* )?(?:be|sound|look)(?: (?:it|this|that|the plan|the goal|my goal|my plan|any of (?:this|that|it|these)|all (?:this|that)|not))* (?:realistic|unrealistic|feasible|doable|achievable|possible|manageable|attainable|plausible)\b.*"),
    ("ask_chances", r"(?:.* )?(?:do|have|what|how (?:good|big|high))(?: \S+){0,3} (?:i|my) (?:stand |have )?(?:a |any |real |realistic |good )*(?:chance|chances|odds|prospects?|shot)\b.*"),
    ("ask_chances", r"(?:can|would|will) (?:i|it|that|this) (?:realistic\w*|actually|ever) (?:work|become|make|do|get|be)\b.*"),
    ("compare", r"(?:(?:and|so|but|okay|then) )*(?:which|what) (?:one |<number> |role )?(?:of (?:these|them|those|the(?: (?:<number>|<ordinal>|role|two|three))*) )?(?:one |<number> |role )?(?:do |be |would |will )?(?:the |me )*(?:pay\w*|earn\w*|easi?est|easy|easier|close\w*|near\w*|quick\w*|fast\w*|simpl\w*|hard\w*|short\w*|least (?:work|effort|hours)|best pa\w+)(?: (?:best|most|more|better|to (?:me|learn|get(?: into)?|reach|become)|for me|one|<number>|role|of .*|a lot|well|me|paid))*"),
    ("compare", r"(?:(?:and|so|but|okay|then|what be|what about|give me|show me) )*(?:the )?(?:easi?est|closest|nearest|quickest|fastest|simplest|hardest|best[ -]pa\w+|highest[ -]pa\w+)(?: (?:one|<number>|role|of (?:these|them|those|the.*)|to (?:me|learn|get into|reach)|for me|paid|paying|pay))+"),
    ("compare", r"both(?: of (?:them|these|those))?" + _PLEASE),
    ("tell_skills", r"(?:i be |be )?(?:only )?<number>(?: year(?: old)?)?(?: old)"),
    ("tell_skills", r"i be (?:only |now |already )?<number>(?: year old)?"),
    ("dont_know", r"(?:i )?(?:have )?(?:only |now |recently )*(?:finish|leave|left|complet|graduat|done with|be done with)(?: (?:with|from|my|the))* " + _SCHOOL + r"\b(?!.*(?:<skill>|<job>|<role>)).*"),
    ("greet", r"(?:good (?:morn|morning|afternoon|evening|even|day)|hello|greeting)(?: (?:there|all|sir|madam|again|careerbot|everyone|folks))*"),
    ("greet", r"(?:hello )?how (?:be (?:you|it go|things?)|do you do)(?: (?:do|today|go|there))*"),
    ("done", r"i (?:have )?(?:now )?(?:learned|finish|complet|pass) (?:the |my )?<skill>"),
    ("thank", r"(?:many |okay |great |perfect |cool |nice |no |and )*(?:thanks|cheers|merci|danke)(?: (?:you|a lot|very much|so much|a bunch|for .*|that .*))*"),
    ("leave", r"(?:okay |well |right )*(?:bye|goodbye|good night|quit|exit|farewell|see you|cya|ciao)(?: (?:now|bye|later|soon|then|tomorrow|around|all))*"),
    ("help", r"(?:help|\?|commands?|menu|instructions?|manual)" + _PLEASE),
    ("undo", r"(?:please |oops )*(?:undo|ctrl z|control z|revert|go back|back|step back|take (?:that|it) back)(?: (?:that|it|this|one step|the last .*))?" + _PLEASE),
    ("start_over", r"(?:please |let us |oh )*(?:start|begin|restart|reset|clear|wipe)(?: (?:over|again|anew|afresh|all|everything|from scratch|new|fresh|it all|my profile|the profile))+" + _PLEASE),
    ("start_over", r"(?:oh |please |just )*(?:forget|remove|clear|drop) (?:it all|everything|all of it|all)(?: .*)?"),
    ("start_over", r".*\bfrom (?:scratch|zero|the (?:start|begin|top|<ordinal>))\b.*"),
    ("start_over", r"(?:new|restart|reset|fresh start)(?: (?:profile|conversation|session|chat|person))?"),
    ("yes", r"(?:(?:great|cool|perfect|good|nice|hmm?|oh|ah|and) )*" + _YES + "(?: (?:" + _YES + r"|please|thanks|it be|that be|then|by me|with me|it|so|a go))*"),
    ("yes", r"indeed i do|of course(?: yes)?|by all means"),
    ("no", r"(?:no|never|negative)(?: (?:no|thanks|please|not|i (?:do|have|can|would|be|did) not(?: .{0,20})?|not (?:now|yet|really|at all)|never|good|i be good|be good))*"),
    ("no", r"(?:i be )?(?:afraid|sorry|unfortunately)? ?(?:not|i (?:do|have|can|would) not)(?: (?:really|now|yet|at all|today|so|think so))*"),
    ("save", r"(?:please |can you )*(?:save|store|remember)(?: (?:it|this|that|all|everything|my profile|me|my progress|my answer))*" + _PLEASE),
    ("show_profile", r"(?:show |see |view |print |list )*(?:me )?(?:my|the) (?:profile|skill|detail|data)" + _PLEASE),
    ("show_profile", r"what (?:do|did|have) you (?:know|note|noted|understand|understood|remember|have)(?: (?:down|so far))?(?: (?:about|of|on) me)?(?: (?:so far|now))?"),
    ("dont_know", r"(?:i |we |honestly )*(?:(?:do|did) not know|have no (?:idea|clue)|no (?:idea|clue)|not sure)(?: (?:what to (?:say|write|type|answer)|yet|sorry|really|either|where to start|what my skill be|what i can do))*"),
    ("choose", r"(?:okay |yes |please )*(?:(?:i |we )?(?:will |would )?(?:take|pick|choose|go (?:with|for)|like|want|prefer) |let us (?:take|go with|go for|say|pick) )?" + _WHICH + r"(?: (?:please|though|now|again|me|i (?:guess|think|suppose)|then|probably|sound (?:good|nice|interest|great|fine)))*"),
    ("choose", r"(?:any|either|whichever|you (?:choose|decide|pick)|surprise me|do not (?:mind|care)|i do not (?:mind|care)|no preference)(?: (?:one|of (?:them|these|those)|you (?:like|want|think)|for me|which|really))*" + _PLEASE),
    ("compare", r"(?:please |can you )*(?:compare|contrast)\b.*"),
    ("compare", r".*(?:<role>|<ordinal>|<number>)(?: one)? (?:vs|against|or) (?:the )?(?:<role>|<ordinal>|<number>)(?: one)?$"),
    ("compare", r".*\b(?:difference|differ) between\b.*<role>.*"),
    ("compare", r"which (?:one |of (?:them|these|those|the two) )?be (?:close|closer|near|nearer|easy|easier|better|hard|harder|quick|quicker)\b.*"),
    ("compare", r".*\bside by side\b.*"),
    ("why", r"(?:but |and |okay )?why(?: (?:that|this|it|that one|this one|be that|be it|do you say that))?" + _PLEASE),
    ("why", r"(?:but |and )?why (?:be )?(?:the )?(?:number )?(?:<ordinal>|<number>|<role>)(?: one)?(?: (?:<ordinal>|on top|first|above .*|so high))?" + _PLEASE),
    ("why", r"(?:on|from) what (?:basis|ground)\b.*"),
    ("why", r"why (?:do|did|would) you (?:recommend|show|list|rank|put|think|propose)\b(?!.* not\b).*"),
    ("why_not", r"(?:and |but |so )?why not\b(?! yes).*"),
    ("why_not", r".*\bwhy(?: \S+){0,2} (?:can|could|do|did|be|was|would)(?: \S+){0,4} not\b.*"),
    ("why_not", r".*\bwhy (?:be|was|do|did)\b.* (?:low|miss|absent|exclude|leave out|left out|down|omit|not (?:there|list|recommend)).*"),
    ("why_not", r"what (?:rule|speak|count|keep|hold|stop|prevent|exclude)\w* (?:me |it )?(?:out|against|from|back)\b.*<role>.*"),
    ("why_not", r".*<role>(?: \S+){0,3} (?:left out|leave out|not (?:there|list|recommend|show)|miss)\b.*"),
    ("what_if", r"(?:and |but |so )?(?:what (?:if|happen if|would happen if|change if)|if i|suppose|imagine|assume|say i)\b.*"),
    ("what_if", r"(?:do|would|will|can)(?: \S+){0,3} (?:learn )?(?:<skill>|it)(?: \S+){0,3} (?:help|move|change|improve|raise|open|boost|pay off|bring)\b.*"),
    ("what_if", r"would (?:it|that|things?|my|the)\b.* if\b.*"),
    ("what_if", r"and (?:with|if|plus) .*<skill>.*"),
    ("ask_roles", r"(?:and |so |but |well |okay )*what (?:else )?can i (?:do|be|become|work as|apply for)(?: (?:with (?:that|this|it|these|my .*)|now|then|in .*|for work|as a role))*"),
    ("ask_roles", r"(?:and |so |but |show |list |give |me |the |all )*(?:what|which|more|best|other|my|suitable)? ?role(?: (?:be there|fit|suit|match|can i|would|do i|be|for|me|right|good|best|you|there|list|again|have|do|out|get|go|with|that|this|my skill|please|recommend|and why))*"),
    ("ask_gaps", r".*\bwhat(?: \S+){0,3} i (?:still )?(?:miss|lack|short of)\b.*"),
    ("ask_gaps", r".*\bi (?:be )?(?:still )?(?:miss|lack)\b.*"),
    ("ask_gaps", r"(?:show |list |what be |and )*(?:me )?(?:the |my )?(?:gap|miss skill|skill gap)\b.*"),
    ("ask_gaps", r"(?:and )?(?:what |which |so what )(?:skill |else |more )*(?:do|would|will) i (?:still |also )*(?:need|lack)\b(?! before).*"),
    ("ask_gaps", r"how (?:far|close|near)(?: \S+){0,2} i\b.*"),
    ("ask_gaps", r"be i (?:ready|qualified|good enough|close|far)\b.*"),
    ("ask_gaps", r".*\b(?:separate|stand between|keep)\w* me from\b.*"),
    ("ask_plan", r"(?:please |can you |show |give |make |create |draw |write |up |i want |i would like |me |a |the |my |learn |study |full |whole |entire |complete |all of )*(?:plan|roadmap|schedule|curriculum|study plan|learn plan)\b(?! be to| to )(?!.*\b(?:meet|meeting|monday)\b)(?!.*\b(?:md|json|file|export)\b).*"),
    ("ask_plan", r"how (?:do|can|would|should) (?:i|you|one|we) (?:get (?:there|into|to (?:that|this|be|it|<role>))|become|reach|start|begin|close|learn (?:the|that|those|these|this|them|it|what))\b.*"),
    ("ask_plan", r"(?:and )?how (?:to|do i|can i|would i) (?:learn|get|study|close) (?:the |that |this )?(?:<ordinal>|them|those|these|gap)\b.*"),
    ("ask_plan", r"how (?:long|many (?:week|month|year|hours))(?: \S+){0,4} (?:take|need|be it|until|till|before)\b(?!.*<skill>).*"),
    ("ask_plan", r"how (?:long|many (?:week|month|year|hours))(?: (?:will|would|it|take|me|for))* to (?:be|become|get (?:to|into)|reach)\b.*"),
    ("ask_plan", r"what (?:should|must|can) i (?:learn|study)(?: (?:for|to (?:become|be|get into|work as|do|reach)))\b.*"),
    ("ask_plan", r"what (?:should|do|must|can|to) (?:i )?(?:learn|study|do)(?: (?:<ordinal>|next|now|then))+\b.*"),
    ("ask_plan", r"(?:what be |and |so |what )*(?:the )?next(?: step)?" + _PLEASE),
    ("ask_plan", r"where (?:do|should|can) i (?:start|begin)\b.*"),
    ("ask_plan", r"(?:in )?(?:which|what) order\b.*"),
    ("set_goal", r"(?!.*\bwhy\b).*\bi (?:really |also |still )*(?:want|would (?:like|love)|wish|hope|plan|aim|intend|be (?:aim|go|try|look|plan|hop))\w*(?: \S+){0,5}? (?:to be|to become|become|be|work as|be)(?: \S+){0,2} <role>.*"),
    ("set_goal", r".*\b(?:goal|target|dream|aim|ambition)\b(?: \S+){0,4} <role>.*"),
    ("set_goal", r"(?:set|make|change|choose|take)(?: \S+){0,4} (?:as )?(?:my |a |the )?(?:goal|target|aim)\b.*"),
    ("exclude", r"(?:please |nah |no |okay |and |but )*(?:no|not|without|except|anything but|everything but|exclude|hide|drop|skip|remove|omit|avoid|rule out|leave out|get rid of|throw out|no more)"
                r" (?:the |a |any |me |more |that |number |all )*(?:<role>|<ordinal>(?: one)?|<number>)(?! (?:year|month|week|hours|day))(?: .*)?"),
    ("exclude", r".*\b(?:do|would) not (?:want|like|recommend|show|wish)(?: \S+){0,4} (?:<role>|role)\b.*"),
    ("exclude", r"(?:hide|drop|skip|omit|without|no|exclude|avoid|nothing|anything but|no more|please no) .*\b(?:role|one|job|ones|phd|engineer|analyst|scientist)$"),
    ("forget", r"(?:please |can you )*(?:forget|remove|drop|cross out|strike|scratch|take|ignore|disregard|do not count|leave out)(?: (?:about|that|the|my|what i say about|i be|i was|a|any))* (?:<skill>|<job>|hours|deadline|goal|excel|r)\b.*"),
    ("forget", r"(?:please |can you )*(?:remove|take|drop|cross|strike)\b.*\b(?:from|off|out of) my\b.*"),
    ("export", r"(?:please |can (?:you|i) )*(?:export|download|print)\b(?! your).*"),
    ("export", r".*\b(?:as|to|into|in) (?:a |an )?(?:markdown|json|csv|pdf|file|text file|document|md|spreadsheet)\b.*"),
    ("done", r"(?:mark|tick)(?: \S+){0,4} (?:as )?(?:done|learned|complete|finish|off)\b.*"),
    ("done", r"(?:i (?:have )?(?:now |already |recently )*(?:finish|complete?|pass|done with|through with)|(?:now |already )*(?:finish|complet|pass|done with|through with))\b(?! beginner)(?! (?:with |from |my |the )*" + _SCHOOL + r"\b).*"),
    ("done", r"(?:step )?(?:<number>|<skill>|it)(?: be)? (?:done|sort|finish|complet|learned)\w*"),
    ("done", r"i (?:have )?(?:now )?(?:learned|learn|managed to learn) .*\b(?:today|yesterday|this (?:week|month|morning)|last (?:week|night|month)|now|finally)$"),
    ("correct", r"(?:no |sorry |wait |hang on |hold on |oops |actually )+i (?:mean|meant|say|said|wrote|never say|never said|do not know|did not say)\b.*"),
    ("correct", r".*\bi (?:never|did not) (?:say|said|mean|claim|write|wrote|mention)\b.*"),
    ("correct", r"(?:no |sorry |oh )*(?:that be|it be|you be|<skill> be|this be) (?:wrong|not (?:right|correct)|incorrect|a typo|a mistake)\b.*"),
    ("correct", r"(?:correction|sorry typo|typo|my mistake)\b.*"),
    ("correct", r"(?:change|set|make|put) (?:my |the )?<skill>(?: \S+){0,3} (?:to|at|as)\b.*"),
    ("correct", r"(?:no )?not <skill>(?: but)? <skill>"),
    ("correct", r"(?:no |actually |sorry )+my <skill>.*"),
    ("abuse", r".*\b(?:fuck\w*|shit\w*|bullshit|idiot\w*|moron\w*|stupid|useless|crap|rubbish|garbage|wtf|dumb\w*|bastard|arse\w*|asshole|bitch|suck|sucks|pathetic|imbecile|trash)\b(?!.*<skill>).*"),
    ("off_topic", r".*\b(?:ignore|disregard|forget|override|bypass)\b.*\b(?:instruct\w*|prompt|rule|guideline|direction|training)\b.*"),
    ("off_topic", r".*\b(?:system prompt|your prompt|jailbreak|developer mode|pretend (?:to be|you be|that)|act as|you be now|role ?play)\b.*"),
    ("set_hours", r"(?:.* )?(?:<number>|a|half a|half)(?: to| or| and|(?: -)?) ?(?:<number> )?(?:a half )?hours (?:a|in the|of|on|this) ?(?:week|day|even|evening|weekend|night|study|month)\b.*"),
    ("set_hours", r"(?:.* )?(?:<number>|a) (?:evening|even|night|afternoon|morn|weekend)(?: a week| week)?\b.*(?:a week|at most|max)\b.*"),
    ("set_deadline", r"(?!(?:can|be|do|how|what|will) )(?:.* )?(?:by|before|until|till|within|in)(?: the)?(?: end of)?(?: next| this| the| about| around)* (?:january|february|march|april|may|june|july|august|september|october|november|december|summer|autumn|winter|spring|christmas|easter|<number> (?:day|week|month|year)|year|a year|half a year)" + r"(?: .{0,24})?"),
    ("set_deadline", r".*\bdeadline\b(?!.*\b(?:forget|remove)\b).*<number>.*"),
)  # fmt: skip

_RULES = tuple((act, re.compile(pattern)) for act, pattern in _PLAIN)


def plain_act(words: Sequence[str]) -> str:
    """The act of a message that leaves no doubt; empty where it does."""
    line = " ".join(words)
    return next((act for act, pattern in _RULES if pattern.fullmatch(line)), "")
