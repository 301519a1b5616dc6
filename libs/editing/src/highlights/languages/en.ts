import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';

/**
 * English. Punch, hedging and advertisement patterns were learned on interviews whose editors had picked clips
 * (area under the curve on episodes not learned from: .58 and .43); see signals.ts.
 */
export const english: Language = {
  code: 'en',
  fillers: /^(?:(?:um+|uh+|erm?|ah+|oh|hmm+|well|look|listen|honestly|actually|basically|frankly|like|you know|i mean|you see|i guess|i think)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'and|but|so|or|nor|yet|because|cause|cuz|then|also|plus|though|however|therefore|thus|hence|anyways?|instead|otherwise|besides|meanwhile|except|whereas|unless|which|whose|whom',
      'he|she|it|they|him|her|his|hers|its|them|their|theirs|himself|herself|itself|themselves|this|that|these|those|such|thats|its|theyre|hes|shes',
      '(?:mainly|just|simply|only|partly|especially|particularly|probably|maybe|even) because|(?:there|here) (?:you go|it is|we go)|(?:right|sure|okay|yeah) (?=(?:it|there|i|we|so|but|and|that|you|they|he|she|this)(?:\'|\\b))',
      'yeah|yes|yep|yup|yah|nope|okay|ok|exactly|totally|mm-?hmm?|uh-?huh|mhm|me too|same here|got it|of course|either way|in that case|for example|for instance|like i said|as i said|as well|too',
      '(?:no|right|sure|true|correct|absolutely|definitely|agreed|maybe|probably|possibly|almost|not really|not exactly|thank you|thanks|wow|wait|really|seriously|great|cool|nice|good)(?=[,.!?;:…-]|$)',
      '\'(?:cause|em|til)',
    ].join('|'),
  ),
  pointing: anywhere('he|she|they|him|her|them|his|their|it|this|these|those|that one|(?:call|about|like|with|do|did|said|say|mean|love) that|that(?=[.?!,;]|$)'),
  punch: [
    {
      does: 'Names the one thing that matters',
      pattern: /\bthe (?:(?:single )?(?:most|biggest|hardest|best|worst|number one|main|only|real|key|first)\b|(?:thing|truth|reality|secret|trick|reason|problem|lesson|point|question|answer|goal|mistake|insight|idea|difference)\b)/i,
    },
    { does: 'Says something about people in general', pattern: /\b(?:people|everyone|everybody|nobody|no one|founders|leaders|humans?|anyone|someone)\b/i },
    {
      does: 'Gives advice',
      pattern: /\b(?:you|we|they|people|founders|companies) (?:really |actually |just |also )?(?:should|shouldn't|need|have to|must|want|can't|don't|gotta|got to)\b/i,
    },
    { does: 'Speaks in absolutes', pattern: /\b(?:never|always|every|only|ever|nothing|everything|forever|impossible|entire)\b/i },
    { does: 'Compares and judges', pattern: /\b(?:best|better|greatest|biggest|worst|worse|hardest|most important|number one)\b/i },
    {
      does: 'Tells of a struggle or a failure',
      pattern:
        /\b(?:hard|harder|hardest|difficult|challeng(?:e|es|ing)|mistakes?|wrong|fail(?:s|ed|ing|ures?)?|problems?|bad|terrible|afraid|fear|scar(?:y|ed)|pain(?:ful)?|struggl(?:e|es|ed|ing)|risk(?:y|s)?|lose|losing|lost|die|died|dying|death|dead|kill(?:s|ed|ing)?|fired|broken?|hate|stupid|crazy|insane|wast(?:e|ed|ing)|war|fight|trap(?:ped)?)\b/i,
    },
    { does: 'Contradicts what one would expect', pattern: /\b(?:it's|that's|is|are|was|they're|you're|we're) not\b|\bisn't\b|\baren't\b|\bnot (?:about|because|just|going to)\b/i },
    { does: 'Makes plain statements', pattern: /\bis\b/i },
    { does: 'Says when and for whom it holds', pattern: /\b(?:if|when|once|until) (?:you|you're|you've|people|they|someone)\b/i },
    { does: 'Looks back or ahead over a long time', pattern: /\b(?:years?|decades?|days|future|going to|right now|early|new)\b/i },
    { does: 'Is about finding something out', pattern: /\b(?:ideas?|find|finding|figure out|getting|make sure|something)\b/i },
    { does: 'Puts its point first', pattern: /^(?:the|when|if|what|most|there|every|people|you)\b/i },
  ],
  hedging: [
    /\b(?:maybe|probably|perhaps|sort of|kind of|i guess|i mean|i don't know|a little bit|or something|or whatever|basically)\b/i,
    /\b(?:also|very|a lot of|lots of)\b/i,
    /^(?:yeah|yes|yep|right|okay|oh|well|totally|exactly|so i|i mean|and so i|and then i)\b/i,
    // Proper names inside a sentence: a listener who doesn't know them is lost.
    /(?<=[a-z,] )[A-Z][a-z]+/,
  ],
  address: /\b(?:you|your|you're|you've|yourself)\b/i,
  story: /\b(?:i remember|one day|one night|that (?:day|night|morning|week|year)|when i was|years? ago|at the time|the first time|walked in|told me|asked me|called me|said to me|i said|she said|he said|i was (?:sitting|standing|working|living|broke|alone))\b/i,
  contrast: /\b(?:but|yet|instead|turns out|it turned out|surprisingly|actually|in fact|the opposite|nobody believes|even though|until i realized|i thought)\b/i,
  number: anywhere(
    String.raw`\d[\d.,]*(?: ?%| percent)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|percent|first|second|third|half`,
  ),
  newSubject: /\b(?:i (?:also )?(?:want|wanted) to (?:ask|talk|go|get|shift|switch|touch)|i'd love to|let's (?:talk|go|get|dig|dive|shift|switch|slow|move)|let me ask|speaking of|i'm curious|talk about|tell (?:us|me) about|moving on|next (?:question|up)|another (?:question|thing|topic)|last question|final question|if you could|what advice|what would you (?:tell|say to))\b/i,
  advert: new RegExp(
    String.raw`\b(?:brought to you by|(?:today's|our|episode's|podcast's) sponsors?|word from our|sponsor(?:s|ed)?\b|promo code|free trial|sign up (?:today|now|at|for)|get started (?:today|for free|at)|learn more at|check (?:it|them) out at|head (?:on )?over to|percent off|\d+% off|book a demo|request a demo|dot com|use (?:the |my )?code|[a-z0-9-]{1,40}\.(?:com|ai|io|co|dev|so|org|net|app)\b)`,
    'i',
  ),
  advertOpening: /brought to you by|sponsor/i,
  greeting: /\b(?:welcome|my guest|our guest|today's guest|i'm joined by|joining (?:me|us)|with (?:me|us) today|thanks? (?:you )?(?:so much )?for (?:having|joining|being|coming)|(?:great|good|glad|happy|pleasure|honou?r(?:ed)?|excited) to (?:be (?:here|back)|have you|meet you)|i'm your host|you're listening to|on (?:today's|this) (?:episode|show)|how are you)\b/i,
  farewell: /\b(?:thank you so much|thanks (?:so much )?for|thank you for|where can (?:folks|people|listeners|they|we)|find you|find me|subscribe|rating|leave (?:us )?a review|bye|goodbye|see you|next (?:week|time|episode)|show notes|that's (?:it|all) for)\b/i,
  appeal: /\b(?:subscribe (?:to|on|wherever|and|if)|leave (?:us )?a (?:review|rating)|rate and review|(?:the|our) show notes|link (?:is )?in the description|apple podcasts|our newsletter|on patreon|wherever you get your podcasts|share it with (?:one|a) friend)\b/i,
  stopWords: wordSet(
    `about actually because being can't could couldn't didn't doesn't doing don't going gonna having isn't kind know let's might people really
    right should something sort that's their there there's these they they're they've thing things think those wasn't we're we've what's where
    which would you're you've`,
  ),
  clauseJoint: /[,;] (?=(?:and|but|so|because|until|which|yet|not) )| (?=because )/i,
  connective: /^(?:(?:and|but|so|or|because|then|also|plus|now|again,|i (?:do |really |actually )?(?:think|feel like|believe|guess|mean|would say)(?: that(?! (?:is|was|has|would|will|can|could) ))?) )+/i,
  notSubject: /(?:ly|ing|ed|n't)$/,
};
