/** Where a phrase or a line may end, by the words on both sides. Function words of each language, in lower case. */

interface FunctionWords {
  /** Articles and determiners: belong to the word after them, always. */
  holds: Set<string>;
  /** Subject pronouns: belong to the verb after them. */
  pronouns: Set<string>;
  /** Prepositions, auxiliaries, negations, intensifiers: lean on the word after them. */
  leans: Set<string>;
  /** Conjunctions and relative pronouns: lean on the word after them, and a phrase likes to begin with them. */
  opens: Set<string>;
  /** Postpositions, particles and object pronouns: belong to the word before them, always. */
  trails: Set<string>;
}

const words = (holds: string, pronouns: string, leans: string, opens: string, trails = ''): FunctionWords => {
  const set = (list: string): Set<string> => new Set(list.split(' ').filter(Boolean));
  return { holds: set(holds), pronouns: set(pronouns), leans: set(leans), opens: set(opens), trails: set(trails) };
};

const LANGUAGES: Record<string, FunctionWords> = {
  en: words(
    'the a an my your his her its our their this these those some any every each no another whose',
    "i you he she it we they who there i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll you'll he'll she'll it'll we'll they'll that's there's let's what's",
    "of in on at to for with from by about into over under after before between through without against during as like than is am are was were be been being have has had do does did will would can could should may might must not don't didn't doesn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't haven't hasn't hadn't very so too more most less just really quite almost only even also every all both two three four five six seven eight nine ten",
    'and or but because if when while that which where until unless although though since whether so what how why',
    'me him them us myself yourself himself herself itself ourselves themselves',
  ),
  de: words(
    'der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine sein seine seinen seinem ihr ihre ihren ihrem unser unsere euer kein keine keinen keinem dieser diese dieses diesen diesem jeder jede jedes jeden jedem',
    'ich du er sie es wir ihr man',
    'in im ins an am auf aus bei beim mit nach seit von vom zu zum zur für über unter um durch ohne gegen vor hinter neben zwischen bis wie als ist sind war waren bin bist hat habe haben hatte hatten wird werden wurde kann können konnte muss müssen soll sollte will wollte darf nicht sehr so ganz nur auch noch schon',
    'und oder aber weil wenn dass ob denn sondern während bevor nachdem damit obwohl wo was wer wie warum',
  ),
  fr: words(
    'le la les un une des du au aux mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces chaque quelques aucun aucune',
    "je tu il elle on nous vous ils elles ça se me te y en ne j'ai c'est qu'il qu'elle qu'on n'est",
    'de à en dans sur sous avec sans pour par chez vers entre depuis pendant est sont était étaient suis es ai as a avons avez ont avait peut peux doit fait va vais pas très plus moins trop si tout toute tous aussi',
    'et ou mais donc car ni que qui quand si comme parce lorsque puisque où dont',
  ),
  es: words(
    'el la los las un una unos unas lo al del mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa esos esas cada algún alguna ningún ninguna',
    'yo tú él ella nosotros vosotros ellos ellas usted ustedes me te se le les nos os',
    'de a en con sin por para sobre entre hasta desde hacia según es son era eran fue ser está están estaba he has ha hemos han había puede puedo debe va voy no muy más menos tan también ya solo todo toda todos',
    'y e o u pero sino porque que si cuando como donde aunque mientras pues quien cual',
  ),
  it: words(
    "il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle nel nello nella nei negli nelle dal dallo dalla dai dagli dalle sul sullo sulla sui sugli sulle mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro loro questo questa questi queste quel quello quella quei quelle ogni qualche",
    'io tu lui lei noi voi loro mi ti si ci vi ne',
    "di a da in con su per tra fra è sono era erano ho hai ha abbiamo hanno aveva può posso deve non molto più meno così anche già solo tutto tutti",
    'e ed o ma perché che se quando come dove mentre però quindi chi cui',
  ),
  pt: words(
    'o a os as um uma uns umas ao aos à às do da dos das no na nos nas pelo pela meu minha meus minhas teu tua seu sua seus suas nosso nossa este esta estes estas esse essa esses essas aquele aquela cada algum alguma nenhum nenhuma',
    'eu tu você ele ela nós vocês eles elas me te se lhe',
    'de em com sem por para sobre entre até desde é são era eram foi ser está estão estava tem têm tinha pode posso deve vai vou não muito mais menos tão também já só todo toda todos',
    'e ou mas porque que se quando como onde embora enquanto pois quem',
  ),
  nl: words(
    'de het een mijn jouw zijn haar ons onze hun dit dat deze die elke elk ieder iedere geen',
    'ik jij je hij zij ze wij we jullie u het men er',
    'in op aan van voor met bij naar uit over onder door tegen tussen zonder om te als dan is zijn was waren ben bent heb hebt heeft had hadden wordt worden werd kan kunnen moet moeten zal wil niet heel zo ook nog al',
    'en of maar want omdat als dat wanneer terwijl toen waar wie wat hoe waarom',
  ),
  ru: words(
    'этот эта это эти тот та те мой моя моё мои твой твоя свой своя свои наш наша наши ваш ваша каждый каждая',
    'я ты он она оно мы вы они',
    'в во на с со к ко о об у от до из за по под над при для без через между про не ни был была было были есть будет будут может мог очень так уже ещё только даже все',
    'и а но или что чтобы если когда как где потому который которая которое которые',
    'же ли бы ж б',
  ),
  uk: words(
    'цей ця це ці той та ті мій моя моє мої твій свій своя наш наша ваш кожен кожна',
    'я ти він вона воно ми ви вони',
    'в у на з із зі до від за по під над при для без через між про не ні був була було були є буде може дуже так вже ще тільки навіть всі',
    'і й та а але або що щоб якщо коли як де бо який яка яке які',
    'же ж чи би б',
  ),
  pl: words(
    'ten ta to ci te tamten mój moja moje twój swój swoja nasz nasza wasz każdy każda',
    'ja ty on ona ono my wy oni one się',
    'w we na z ze do od za po pod nad przy dla bez przez między o u nie jest są był była było byli będzie może bardzo tak już jeszcze tylko nawet',
    'i a ale lub albo że żeby jeśli gdy kiedy jak gdzie bo który która które',
  ),
  el: words(
    'ο η το οι τα τον την του της των τους τις ένας μια μία ένα αυτός αυτή αυτό κάθε',
    'εγώ εσύ αυτοί εμείς εσείς μου σου με σε θα να',
    'σε στο στη στην στον στα στις στους από για χωρίς μέχρι προς κατά μετά πριν είναι ήταν έχω έχει είχε δεν μη μην πολύ πιο τόσο και',
    'και ή αλλά γιατί ότι πως αν όταν που όπως ενώ',
  ),
  ar: words('هذا هذه ذلك تلك هؤلاء كل بعض أي', 'أنا أنت هو هي نحن هم', 'في من إلى على عن مع بين عند قبل بعد حتى منذ لا لم لن ما قد كان كانت يكون ليس غير', 'و أو لكن لأن أن إن إذا عندما الذي التي الذين حيث ثم'),
  he: words('כל איזה אותו אותה', 'אני אתה את הוא היא אנחנו אתם הם הן זה זאת', 'של את על עם אל מן בין לפני אחרי בלי כמו לא אין יש היה הייתה היו מאוד רק גם כבר עוד', 'ו או אבל כי אם כאשר ש אשר איפה'),
  hi: words('यह ये वह वे इस उस हर कोई कुछ एक मेरा मेरी मेरे आपका आपकी', 'मैं तुम आप हम', 'न नहीं बहुत सिर्फ़', 'और या लेकिन क्योंकि कि अगर जब तो जो', 'का की के को में से पर ने तक है हैं था थी थे ही भी'),
};

const NO_WORDS = words('', '', '', '');
const ENDS_SENTENCE = /[.!?。！？؟।…]["'”’»)\]」』]*$/u;
const ENDS_CLAUSE = /[;:—–،؛,、，；：)\]」』»]["'”’]*$/u;
const CAPITALISED = /^["'“‘«(]*\p{Lu}/u;
const NUMBER = /^[\p{Sc}]?[\p{Nd}.,]+$/u;
const ALPHABETIC = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}'’]+$/u;

/** A break that is never made while another is possible. */
export const NEVER = 100;

/** What is read of a word here. */
export interface Breakable {
  /** As it was written, with its punctuation. */
  said: string;
  endsSentence: boolean;
}

/** How bad a break between two neighbouring words is: 0 after a sentence, about 1 between two words of no relation, `NEVER` inside "the | oven". */
export function breakCost(before: Breakable, after: Breakable, language: string): number {
  if (before.endsSentence || ENDS_SENTENCE.test(before.said)) return 0;
  if (ENDS_CLAUSE.test(before.said)) return 0.3;
  const known = LANGUAGES[language.split('-')[0] ?? ''];
  const { holds, pronouns, leans, opens, trails } = known ?? NO_WORDS;
  const [first, second] = [bare(before.said), bare(after.said)];
  if (trails.has(second) || holds.has(first)) return NEVER;
  // "I told you | that": the pronoun was an object.
  if (pronouns.has(first)) return opens.has(second) ? 1.2 : NEVER;
  if (opens.has(first)) return 6;
  // "walked in | and asked": the preposition belongs to the verb.
  if (leans.has(first)) return opens.has(second) ? 1 : 4;
  if (NUMBER.test(first)) return 5;
  if (CAPITALISED.test(before.said) && CAPITALISED.test(after.said)) return 4;
  // In a language without a list, the shortest words are mostly articles and prepositions.
  if (!known && ALPHABETIC.test(first) && first.length <= 3) return 3;
  return opens.has(second) ? 0.6 : leans.has(second) ? 1 : 1.6;
}

/** A word without the punctuation around it, in lower case, with a straight apostrophe. */
const bare = (text: string): string => text.toLowerCase().replaceAll('’', "'").replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
