"""What stands before a job title and says whose it is: "I'm a", "want to be a", "anything but"."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.phrases import every, written_out

ROLE_CUES: dict[str, str] = {
    phrase: stance
    for stance, phrases in {
        "past": """laid off from my | laid off from a | laid off from | left my | quit my | lost my | fired from my |
        got laid off from my | left a | was a | was an | i was a | i was an | used to be a | used to be an |
        used to work as a |
        used to work as an | former | formerly a |
         formerly | ex | previously a | previously | worked as | worked as a | worked as an |
         previously worked as a | retired | laid off | quit my job as a |
         left my job as a | laid off as a | laid off from my job as a | last job was | previous role |
         previous job | past experience as a |
         interned as a | was working as a | was working as an | intern as a | stint as a | lost my job as a |
         quit being a""",
        "current": """was promoted to | was promoted to a | got promoted to | got promoted to a | been promoted to |
        been promoted to a | recently promoted to | landed my | landed a | started my | started a | accepted a |
        been in a | been doing a | stuck in a | doing a | working a | work a | i landed a |
        landed a job as a | got a job as a | got a job as an | got hired as a |
         was hired as a | i was hired as a | hired me as an | first job as a | first job as an | new job as a |
         new job as an | became a | became an | i became a | eventually becoming a | ended up as a |
        ended up being a |
         college as a | university as a | my job as a | my job as an | job was as a | now a | now an | work now as a |
         i'm a | i'm an | am a | am an | i'm | i'm the | hi i'm a | i'm currently a |
        i'm currently an | work as | work as a | work as an |
         working as | working as a | working as an | i'm working as | currently | currently a | currently an |
         currently as a | experience as a | experience as an |
         career as a current | time as a | time as an | me as a | roles as a | hired me as a | started as a |
         started as an | started out as a | my job is | my current role is | my role is |
         employed as | employed as a | employed as an | my title is | my job title is | as a | as an |
         background as a | background as an | from | as |
         i'm currently | job title | current role | position | current position | years as a | years as an |
         year as a | year as an | we are |
         since | experienced | i've been a | i've been an | have been a | have been an | been a | been an |
         i've worked as a | i've worked as an |
         have worked as a | have been working as a | been working as a | been working as an | full time job as a |
         job as a current | me""",
        "wanted": f"""become | becoming | going for | as a goal | to be a | to be an | be a | be an | be the |
        {every("want to | would like to | i'd like to | i'd love to |"
         "like to | love to | hope to | plan to | aspire to | trying to | going to | aiming to | hoping to |"
         "planning to | looking to | dream to |"
         "decided to | goal is to", "be | be a | be an | become | become a | become an | work as a | work as an |"
         "work as | get hired as a | land a")} |
         become a | become an | becoming a | becoming an | aspiring | aspiring to be a | dream of being |
         dream of being a | dream job | dream job is | dream role |
         dream is to be a | goal is | my goal is | goal | move into | moving into | move to | switch to |
         switch into | switching to | switching into |
         transition to | transition into | transitioning to | transitioning into | transition to being a |
         looking for | looking for a | looking for an |
         apply for | apply to | applying for | applying to | job as | job as a | job as an | jobs as a | role as a |
         position as a | interested in |
         interested in becoming a | interested in being a | work towards | get into | getting into | break into |
         breaking into | roles as | pivot to | pivot into |
         pivoting to | pivoting into | target role | target | towards | toward | into | aim for | aiming for |
         aim to be a | path to | path to becoming a | road to |
         plan for | prepare for | preparing for | working towards | go into | going into | end up as | end up as a |
         desired role | wants to be a |
         get hired as | get hired as a | train as | train as a | retrain as | retrain as a | want a | career as a |
         career as an | career in | future as a |
         seeking | seeking a | seeking an | hired as a | wish to be a | shift to | shift into | shifting to |
         landing a | land a | land an |
         find a | get a | getting a | want the | considering | i want | roles like | want to do | preferably |
         ideally | a job in | jobs in | jobs as | jobs like |
         qualify for | qualify as a | ready for | work my way up to | promoted to | promotion to | grow into |
         evolve into | and become a""",
        "excluded": f"""not | not a | not an | not as a | no | never a | never | anything but | anything but a |
        anything except | except | other than |
         exclude | excluding | without | rule out | instead of | instead of a | rather than | rather than a |
         not interested in | not interested in being a |
         hate | hate being a | not keen on | skip | don't show | don't suggest | don't recommend | no more | avoid |
         away from | away from being a |
         tired of being a | tired of being an | sick of being a | sick of being an | tired of working as a |
         remove | drop | ignore | besides |
         {every("don't want | do not want | dont want | never want | wouldn't want", "to be | to be a |"
         "to be an | to become | to become a | to become an |"
                 "to work as | to work as a | to | a | to go into | to get into | any | to do")}""",
    }.items()
    for phrase in map(written_out, phrases.split("|"))
}  # fmt: skip
"""What stands before a job title and says whose it is. Anything else is only a mention ("what does a data "
     "analyst do")."""


def role_cue(words: Sequence[str]) -> str | None:
    """What these words say of the job title after them."""
    cue = ROLE_CUES.get(written_out(" ".join(words)))
    if cue is None and len(words) > 1 and words[-1] in ("a", "an", "the"):
        return ROLE_CUES.get(written_out(" ".join(words[:-1])))
    return cue
