"""The small words that decide what a mention means: not, want to, hate, expert in, a bit of, is it worth.

A cue is a phrase, what it sets, and how far it reaches:
`item` to the end of the list item it stands in ("no SQL, Python": SQL only), `clause` to the end of the clause
("I don't know SQL, R or Java": all three), `back` to the mention just before it ("SQL? not really").
"""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.nlu.cue_languages import FOREIGN, Cue
from careerbot.text.contractions import every, written_out


def cue_table(rows: Sequence[tuple[Cue, str]]) -> dict[str, Cue]:
    """Phrase -> cue; an earlier row wins over a later one."""
    table: dict[str, Cue] = {}
    for cue, phrases in reversed(rows):
        # a whole row at once: there are thousands of phrases, and every start of the program reads them
        written = written_out(phrases.replace("|", " | ")).split("|")
        table.update(dict.fromkeys(map(str.strip, written), cue))
    table.pop("", None)
    return table


_DEGREES = """masters in | master's in | master in | msc in | ms in | phd in | degree in | masters degree in |
     bachelors in | bachelor's in"""

_OBJECT_OF_DENIAL = """know how to | had a chance to use | had the chance to use | get to use | got to use |
     had to use | know |
     knew | understand | use | used | do | did | done | speak | have | code in |
     coded in | programmed in |
     program in | work with |
 worked with | work in | worked in | touch | touched | learn | learned | learnt | try | tried | write | written |
     seen | build |
 built | study | studied | get into | got into | know how to use | know how to do | know how to code in |
     know how to write |
 know how to program in | know anything about | know much about | know a lot about | know much | know enough |
     know any |
 have any | have much | have a lot of | have enough | have experience with | have experience in |
     have any experience with |
 have any experience in | have any experience of | have much experience with | have much experience in |
     have knowledge of |
 have a background in | have any knowledge of | have any background in | have skills in | have strong | have good |
 have a degree in | worked much with | used much | done any | done much | learned any | had | had to use |
 worked directly with | have expertise in | have hands on experience with | have professional experience with"""

_ABOUT = "with | in | of | at | on | about | using"

_FIELD = """go for | opt for | opting for | career in | careers in | job in | jobs in | role in | roles in |
     position in |
      move into |
 moving into | move to | switch to | switch into | switching to | switching into | transition to | transition into |
 transitioning to | transitioning into | pivot to | pivot into | pivoting to | pivoting into | break into |
     breaking into |
 get into | getting into | go into | going into | shift to | shift into | shifting to | shifting into | dive into |
 step into | shift towards | shift toward | shifting towards | shift my career towards | move towards | moving towards |
 transition towards | pivot towards | venture into | enter | entering | pursue | pursuing | start in |
     specialise in | specialize in"""

_LEARN = """learn | study | know | understand | get into | try | improve | improve my | get better at | work with |
     work in | work on |
 use | do | master | pick up | dive into | explore | practice | practise | learn about | learn more about |
     know more about |
 know about | start learning | start with | start | be good at | be better at | become good at | become better at |
     deepen |
 strengthen | get good at | specialise in | specialize in | focus on | be an expert in | become an expert in |
 upskill in | get certified in | build | get experience with | get experience in | gain experience in |
 gain experience with | gain | move into | transition into | transition to | switch to | switch into | pivot to |
     pivot into |
 go into | break into | be fluent in | major in | minor in | double major in | get a degree in | do a masters in |
     do a master in |
     read about | reskill to | reskill in | reskill as | reskill |
 level up in | level up my | level up | develop my | be able to | have | add"""

_WISH = """want to | would like to | i'd like to | i'd love to | would love to | like to | love to | hope to |
     hoping to | plan to |
 planning to | going to | need to | have to | should i | i should | should | must | trying to | try to | eager to |
     keen to |
 willing to | excited to | looking to | aspire to | wish to | wanting to | aim to | aiming to | intend to |
     prefer to |
 about to | will | i'll | goal is to | decided to | ready to | happy to | need help to | dream is to | dying to"""

_WISH_ING = """am | i'm | currently | start | started | starting | begin | beginning | began | interested in |
     keen on | thinking of |
 thinking about | considering | plan on | planning on | busy | now | just started | just began | into | consider |
     been"""

_LEARNING = (
    "learning | studying | taking up | picking up | getting into | exploring | self studying |"
     "practising | practicing"
)

_ATTENDED = "took | did | completed | finished | taken"
_ONE_COURSE = every("one | a single | an online | some online | two | a short", "course | courses | class | classes")

_UNWILLING = """don't want | do not wish | don't wish | don't care | don't intend | don't plan | no desire |
     have no desire | refuse |
 never want | would rather not | rather not | won't | will never | don't ever want | not willing | not going |
     not planning"""

FIELD = Cue("learning")
"""As in "a role in X", "move into X": wished for by those who do not work there yet."""

FROM = Cue("has")
"""As in "Switching from X to Y": X is theirs, Y is wished for."""

CUES: dict[str, Cue] = cue_table((
    (FROM, every("switch | switching | transition | transitioning | move | moving | moved | pivot | pivoting |"
     "shift | shifting | change |"
                  "changing | come | coming | go | going | jump | jumping", "from") + " | my focus from"),
    *FOREIGN,
    (Cue(claimed=False), f"""i doubt | doubt | don't know if | don't know whether | don't know what |
     don't know which |
     don't know where | don't know how |
     don't know when | don't know why | don't know who | don't understand why | don't understand how |
     don't understand what | not sure if |
     not sure whether | not sure about | not sure what | not sure which | not sure how | not sure where |
     unsure about | unsure if |
     {every("no idea | have no idea | no clue | have no clue", "what | which | where | how | if | when | whether")} |
     wondering if | wonder if | wondering about | wondering whether | what is | what are | what's | whats |
     what does | applied for | applied to | apply to | applying to | applying for | talking about | work at |
     worked at | working at | job at | interned at | intern at | offer from |
     recruiters from | recruiter from | tell me about |
     tell me more about | explain | difference between | compare | require | requires | required | requiring |
     looking for | looking for some | searching for | in search of | choose between | choosing between |
     deciding between |
     decide between | torn between | stuck between | confused between | directions | paths | options | options are |
     ask for | asks for | asking for | nothing against | between |
     is it worth | worth learning | worth it to learn | do i need | do i have to know | would i need |
     should i know | how important is |
     how hard is | how difficult is | is there | they want | they use | demand for | future of | market for |
     looking for someone with"""),
    (Cue("has", 2), f"""{every("not very | not great | not so | not that | not too | not super | not really |"
     "not particularly | not the best",
     "good at | good with | great at | great with | strong in | strong at | strong with |"
     "strongest in | strongest at | strongest with | skilled in |"
     "experienced in |"
     "experienced with | proficient in | confident in | confident with | fluent in | comfortable with")} |
     not great at | not great with | not the best at | familiarity with | exposure to | exposed to |
     some exposure to |
     beginner in | beginner at | beginner with | a beginner in | a beginner at | newbie in | newbie at | noob at |
     new to | relatively new to |
     picked up | started with | started using | just started with | just started using | play with | played with |
     playing with | playing around with |
     played around with | dabbled in | dabbled with | dabble in | dabbling in | dabbling with | touched | tried |
     tinkered with | tinkered around with | tinkering with | tinkering around with |
     basics of | the basics of | fundamentals of | a little experience with | little experience with |
     little experience in |
     limited experience with | limited experience in | limited knowledge of | limited exposure to |
     minimal experience with | minimal experience in |
     basic knowledge of | basic knowledge in | basic understanding of | basic skills in | basic experience with |
     basic level of |
     some knowledge of | some knowledge in | some familiarity with | know a bit of | know a bit about |
     know a little | know a little about | know a little bit of | know a little bit about | know some |
     know very little | used a bit of |
     a little knowledge of | a little bit of knowledge of |
     {every("no longer | stopped | quit", "use | using | do | doing | work with | working with")} |
     {every("tried | have tried | i've tried", "to learn | learning | to study | studying | to get into | getting into")} |
     less so with | less so in | less so at | brush up on | brushing up on | brush up | brush up my | revisit |
     revisiting | revise | revising | refresh my | did learn | got into |
     took a | took an | took one | took some |
     {every("semesters | semester | modules | module | terms | term", "of")} | did a free | took a free |
     did an online | did a short |
     was studying | was learning | used to hate | used to dislike | can read | able to read | can follow |
     can understand | know just enough | just enough |
     dipped my toes into | dipped my toes in | dipped a toe into | scratched the surface of |
     {every("workshop | webinar | tutorial | short course", "on | in")} |
     rusty in | rusty with | rusty on | learnt some |
     learned some | learned a bit of |
     learnt a bit of | know the basics of | know basics of | fundamental knowledge of | foundational knowledge of |
     still learning |
     had a class in | took a class in | took a course in | took a course on | took an intro to | took classes in |
     took courses in |
     did a course in | did a course on | completed a course in | intro to | introduction to | intro course in |
     struggle with | struggling with | struggled with | have trouble with | had trouble with | struggle in |
     struggling in | not very strong in | not strong in | weak in | weak at | weak on | weakest in | weakest at |
     weakest with | slightly familiar with |
     a bit familiar with | somewhat familiar with"""),
    (Cue("has"), "my other skills | other skills | interested in teaching | interested in tutoring |"
    " interested in mentoring"),
    (Cue("has", 3), every("the ability to | ability to", "program in | code in | write | use | work with | build")),
    (Cue("has", reach="item"), every("i am | i was | i've been | am | work as | worked as | working as | career as |"
     "currently | employed as | time as", "a | an")),
    (Cue(claimed=False), "not afraid of | not worried about | not scared of | afraid of | scared of |"
     "worried about | need | needs | needed | i'd need"),
    (Cue("has", 2), f"""{every("not feel | not feeling | not very | not | not really | not that | not too",
     "confident in | confident with | confident about | confident in my")}"""),
    (Cue("has", 3), every("would not say i am | would not call myself", "an expert in | an expert at |"
    " an expert with | an expert")),
    (Cue("has", 2), f"""{every("would not say i am | would not call myself",
     "good at | great at | fluent in | proficient in | strong in")} |
     {every(every(_ATTENDED, _ONE_COURSE), "in | on")} | never got beyond | never got past | never went beyond"""),
    (Cue("has"), every("not | no", "an expert in | an expert at | an expert on | expert in | expert at")),
    (Cue("has", 3), f"""{every("have no | i've no | got no | had no | no | not a", "problem with | problems with |"
    " trouble with | issue with | issues with |"
     "difficulty with | difficulties with")} | not unfamiliar with | not unfamiliar to me |
     {every("regret | don't regret | regretted", "studying | majoring in | learning | choosing |"
    " doing")} | have not stopped using | have not stopped doing | never stopped using |
     not that i don't know | not that i can't use | not bad at | not bad with | no stranger to | not new to |
     not a beginner in |
     not a beginner at | can't live without |
     couldn't live without | nothing but | no problem with | no issues with | no trouble with"""),
    (Cue("not", reach="item"), f"""no | not | without | except | except for | excluding | minus | zero |
     lack | lacking | lacks | nor | absence of | the absence of |
     neither | not any | anything but | everything but | all but | kein | keine |
     keinen | ohne |
     nicht | pas de | pas | sans | senza | geen | zonder | nie mit | aucune | no real | not much | not so much |
     never | hardly any | barely any | hardly | not yet | 0 |
     {every("no | zero | little to no | not much | no real | no prior | no formal | without | without any |"
     "not enough | hardly any | lack of |"
             "almost no | next to no | absolutely no | virtually no | no direct | no professional | no hands on |"
             "0", "experience | knowledge | background | skills | idea |"
             "clue | training | understanding | expertise | exposure")} |
     {every("no experience | no knowledge | zero experience | zero knowledge | no idea | no clue |"
     "no background | no skills | no training | no exposure |"
             "lack of experience | lack of knowledge | lack experience | no prior experience |"
             "no prior knowledge | no expertise", _ABOUT)}"""),
    (Cue(reach="item", claimed=False), every("instead of | rather than | as opposed to", "- | learn | learning |"
    " use | using | do | doing | study")),
    (Cue("dislikes", reach="item"), "less"),
    (Cue("dislikes"), f"""hate | hated | dislike | disliked | loathe | detest | despise | can't stand | don't like |
     don't enjoy | didn't like |
     didn't enjoy | don't love | never liked | never enjoyed | not like | not enjoy | not a fan of |
     not a big fan of | not fan of |
     tired of | sick of | bored of | bored with | bored by | fed up with | burned out on | burnt out on |
     burnt out by | burned out by |
     done with | had enough of | avoid | avoiding | stay away from | away from | never been into | not really into |
     never been interested in | never interested in | was never into | get out of | get away from | not into |
     not interested in | no interest in | zero interest in | have no interest in | uninterested in |
     lost interest in | never again |
     ditch | ditching | ditched | abandon | abandoning | give up on | giving up on | give up | giving up |
     move away from | moving away from | move outside of | move on from | moving on from |
     move out of | moving out of | rather not do | don't want | don't care for | don't care about |
     not keen on | less of | allergic to |
     anything without |
     {every(_UNWILLING, "to have a career in | a career in | a job in |"
     "any job in | to learn | to do | to use | to work with | to work in | to touch | to write |"
     "to study | to go into | to deal with |"
             "to get into | to code in | to code | to | learn | do | use | touch | work with | work in | write |"
             "study | code")}
     |
     {every("no wish | no desire | no intention | no plans | no ambition | no need", "to learn | to use | to do |"
     " to study | to code | to touch | of learning")} |
     no more | don't suggest anything with | don't suggest | don't recommend anything with | nothing with | don't show me |
     would not touch | would not go back to | never go back to | never going back to | please no |
     {every("i like | i enjoy | i love | like | enjoy", "least is | the least is | least are")} | least favourite |
     least favorite |
     {every("hate | don't like | dislike | don't enjoy | tired of | sick of | avoid | not interested in |"
     "no interest in | not into |"
               "don't want to be | not keen on", "learning | doing | using | working with | working in |"
               "writing | studying | coding in | the idea of")}"""),
    (Cue("not"), f"""{every("don't | doesn't | didn't | can't | couldn't | haven't | hasn't | never |"
     "have never | i've never | not | do not", _OBJECT_OF_DENIAL)} |
     {every("have no | have zero | got no", "clue about | idea about")} | have no | has no | had no | got no |
     i've no | with no | w o | ain't got | don't have | never even |
     never gone through | never went through | never been through | never in my life | forget what i said about |
     ignore what i said about | unable to | i lack |
     unable to use | can't | haven't |
     {every("have yet to | yet to | never | have never | i've never | have not", "write a single line of |"
     " written a single line of |"
     "wrote a single line of | written a line of | wrote a line of | write a line of")} |
     {every("have yet to | yet to", "write | do | work with | build | work on | touch")} |
     too stupid for | too dumb for | too slow for | not smart enough for | not clever enough for | not good enough for |
     {every("nor", "i can use | i can | i know | do i know | i know how to use | do i | can i | i use | have i used")} |
     {every("not | not at all | not really | not yet | never been | never was | never", "familiar with |"
     "good at | good with | comfortable with |"
     "experienced in | experienced with | proficient in | proficient with | skilled in | skilled at |"
     "knowledgeable about | trained in |"
     "competent in | fluent in | confident in | strong with | exposed to")} |
     {every("would not say | can not say | can't claim | would not claim", "i know | i have used | i use |"
     " i have done | to know")} |
     unfamiliar with | inexperienced with | inexperienced in | ignorant of | bad at | bad with | terrible at |
     terrible with | awful at |
     horrible at | suck at | sucks at | hopeless at | useless at | clueless about | know nothing about |
     know nothing of | knows nothing about |
     nothing about | know zero | know no | knows no | knew no | have yet to learn | yet to learn | yet to use |
     yet to try | forgot | forgotten | i forgot | unlearn | unlearned | gave up on | i'm missing |
     skipped |
     what i don't know is"""),
    (Cue("learning"), f"""{every(_WISH, _LEARN)} | {every(_WISH_ING, _LEARNING)} | learn | learning | studying |
     self learning |
     self studying | i'd like to | i'd love to | hoping to | keen to | willing to learn | interested in learning |
     looking into |
     {every("gaining | gathering | getting", "experience with | experience in | some experience with |"
     " some experience in")} |
     taking a course in | taking a course on | taking courses in | taking courses on | taking classes in |
     doing a course in | doing a course on |
     taking a class in | taking a class on |
     interests | enrolled in | enrolling in | signed up for | wish i knew | wish i could | next i will |
     if i learn | if i learned | if i learnt |
     on my list | on my to do list | next up | up next | wanted stack | target stack | dream stack | want list |
     teach me | teach me about | teach me how to use | help me learn | help me to learn |
     if i knew | if i studied | what if i learn | what if i learned | what if i learnt | what if i knew |
     suppose i learn | say i learn |
     how to learn | how do i learn | how can i learn | best way to learn | where to learn | upskilling in |
     up skill myself with | upskill myself with | up skill myself in | upskill myself in |
     upskill in | upskill to | up skill to | skill up in | up skill in | bootcamp in | bootcamp on |
     certificate on | reskill in |
     reskilling in | reskilling to | teach myself | teaching myself | self teaching | working through |
     working my way through | preparing for |
     {every("do | doing | get | getting | pursue | pursuing | start | apply for | take",
     every("a | my | -", _DEGREES))} |
     interested in | interest in | interests in | interests are | interested on | curious about | fascinated by |
     fascinated with | intrigued by | drawn to |
     {every("lean | leaning | leaned | leant", "towards | toward")} | thinking about | thinking of |
     considering | aspiring |
     {every("to develop | me develop | improving | to improve | to hone | honing | to sharpen | sharpening |"
     "to strengthen | strengthening", "my skills in | my skills with | my knowledge of | my knowledge in | my skill in")} |
     {every("building | developing | acquiring", "skills | basic skills | skills in | basic skills in | skills like")} |
     my goal is | goal is | goals | goal | want to | want more |
     i want | want into | learn to | learning to | learn how to |
     {every("for a | a | my | looking for a | want a | find a | get a | start a | for | build a | start my |"
     "new", "career in | job in | role in | position in")} |
     {every("starting | begin | beginning | entering | joining | signed up for", every("a | my | -", _DEGREES))} |
     want | help me pick up | help me get into | taking a | taking an | learning about | prepping for |
     studying for | studying for the | prepping for the | preparing for the | if i focus on"""),
    (FIELD, _FIELD),
    (Cue(claimed=False), every("don't mind | do not mind | wouldn't mind", "learning | picking up | studying")),
    (Cue("likes"), f"""{every("don't | do not | not", "mind | dislike | hate")} | like | i like | we like | love |
     enjoy | enjoyed | loved | i liked | passionate about |
     passion for | passion is | fond of | a fan of | fan of | big fan of |
     {every("would rather | i'd rather", "do | use | learn | work with | work in | study")} |
     enjoyed learning | enjoyed studying | loved learning | loved studying | took interest in | took an interest in |
     took a liking to | excited by | excited about | really into |
     i'm into | prefer | favourite | favorite | favourite is |
     favorite is | crazy about |
     enthusiastic about | obsessed with | enjoying | loving | adore | more of | happiest when doing"""),
    (Cue("has", 5), """phd in | doctorate in | a phd in | expert in | expert at | expert with | expert on |
     an expert in | expertise in |
     deep expertise in | expert knowledge of |
     mastery of | mastered | master of | fluent in | authority on | specialist in | very strong in |
     very strong with | extremely good at | extremely good with | world class | guru in |
     guru of | extremely proficient in | highly proficient in | highly skilled in | very proficient in |
     very proficient with | ninja in"""),
    (Cue("has", 5, "item"), "expert | expert level | guru | master level | senior expert | world class"),
    (Cue("has", 4), f"""masters in | master's in | master in | ms in | msc in | mtech in | masters degree in |
     master's degree in |
     {every("very | really | pretty | quite | rather | super | damn | real | so", "good at |"
     "good with | good in | comfortable with |"
     "comfortable in | strong in | strong with | strong at | skilled in | confident in | confident with |"
     "experienced in | experienced with |"
     "familiar with | well versed in | fluent in")} |
     good at | good with | good in | i specialise in | i specialize in | specialised in | specialized in |
     specializing in | specialising in | great at | great with | great in | strong in | strong at | strong with |
     strong on | skilled in | skilled at |
     skilled with | proficient in | proficient with | proficient at | proficiency in | proficiency with |
     advanced in | advanced knowledge of |
     experienced in | experienced with | experienced at | extensive experience in | extensive experience with |
     strong experience in |
     strong experience with | deep experience in | deep experience with | deep knowledge of | strong knowledge of |
     in depth knowledge of |
     solid knowledge of | solid experience with | solid experience in | excellent knowledge of | excellent at |
     excellent in | excellent with |
     confident in | confident with | confident using | extensive knowledge of | solid understanding of |
     deep understanding of |
     strong understanding of | excellent understanding of | thorough understanding of | adept at | adept in |
     adept with | well versed in |
     well versed with | versed in | excel at | excel in | excelled at | excels at | strong background in |
     solid background in | proven experience in |
     proven experience with | lots of experience with | lots of experience in | a lot of experience with |
     a lot of experience in |
     tons of experience with | tons of experience in | plenty of experience with | strong command of |
     good command of | great command of |
     i know a lot about | know a lot of | know a lot about | talented at | mostly work in | mainly work in |
     mainly use | mostly use | use daily |
     killer at | crushing it with | master in my | strong foundation in | my main language is | my main tool is |
     my strength is | strengths are |
     my strengths are | strengths | a natural at | wizard at | a wizard with | whiz at"""),
    (Cue("has", 4, "item"), """advanced | strong | solid | proficient | excellent | extensive | great |
     senior level | expert user of | tons of | loads of | lots of | plenty of |
     strong skills in | upper intermediate | in depth | fluent | highly skilled | skilled"""),
    (Cue("has", 2, "item"), """basic | basics | beginner | beginner level | elementary | novice | a bit of |
     bit of | a little bit of | little bit of |
     lil bit | lil bit of | a lil bit of | lil | a little | little | some | a touch of | minimal | limited |
     rudimentary | a tiny bit of | tiny bit of |
     very basic | rusty | entry level | a dash of |
     weak | poor | shaky | mediocre | simple |
     introductory | junior level | small amount of | a small amount of | some basic | some beginner | bits of |
     just basic | only basic | basic level | tad of |
     bissl | un peu de | ein bisschen | un poco de"""),
    (Cue("has", 3, "item"), """intermediate | decent | some experience with | some experience in |
     some experience of | good | moderate | average |
     conversational | okay | working | mid level | reasonable | fair | fairly good"""),
    (Cue("has", 1), """know what a | know what an | heard of | have heard of | i've heard of | only heard of |
     aware of | awareness of |
     read about | vaguely know | vaguely familiar with | vague understanding of | vague understanding of how |
     some vague understanding of how | vague idea of | vague idea of how | vague knowledge of |
     watched videos about | watched videos on | watched a video on | watched some videos on"""),
    (Cue("has", 3), f"""know | i know | knows | knowing | uses | know how to use | know how to | use | used | using |
     work with | worked with | working with |
     worked in | been in | i work in | experience in | experience with | experience of | experience using |
     experience on |
     knowledge of | knowledge in |
     working knowledge of | familiar with | good understanding of | understanding of | good knowledge of |
     good knowledge in | good grasp of | understand |
     comfortable with | comfortable in | comfortable using | can do | can use | can write | can code in |
     can program in | can | able to |
     have done | i do | i've done | done | code in | coding in | program in | programming in |
     programmed in | write | wrote | writing | build | built |
     building | developed | develop | developing | background in | trained in | have a degree in | degree in |
     studied | learned | learnt | i learned |
     i've learned | have learned | already know | already know some | i've used | have used | certified in |
     certificate in | certification in | certification on | certified on | engineering in | {every("what i |"
     " what i do | all i", "know is | use is | have is | can do is")} | what did stick is | i live in | stay with |
     stick with | stick to | continue with | happy with | happy using | knack for | talent for |
     affinity for | aptitude for | leveraged | leveraging | utilized | utilised | utilizing | utilising |
     hands on experience with | hands on with | competent in | competent with | competent at | decent at |
     decent with | okay at | ok at |
     ok with | okay with | fine with | alright at | alright with | capable in | capable with | i have |
     have experience with | i've got |
     my skills are | skills include | skills are | my skills | skilled in some | teach | taught | touched on |
     worked on | working on | focused on | i focus on | ranging from | responsible for |
     implemented | designed | deployed | managed | maintained | led | performed | created | conducted | applied |
     delivered | analysed | analyzed | doing | set up | setting up | handled | handling | automated | automating |
     analysing | analyzing |
     trained | shipped | leading | managing | supporting |
     majored in | minored in | majoring in | double majoring in | undergraduate in | undergrad in |
     undergraduate degree in |
     {every("b s | b sc | b eng | b tech | m s | m sc | m eng | m tech | btech | beng | bs | meng | bca", "in")} |
     {every("bachelor | bachelors | bachelor's | master | masters | master's | associates | associate", "of |"
     " degree in | of science in")} |
     associates in | associate's in |
     bsc in | bachelor's in | graduated in |
     graduated with | current stack | present stack | daily stack | bachelor in | bachelors in |
     bachelor's degree in | diploma in | major in | my stack is |
     stack |
     with experience in | knew | tech stack | i speak | my toolkit is | taught me |
     made a | made an | made some"""),
))  # fmt: skip
"""Forward cues, by the words they consist of."""
