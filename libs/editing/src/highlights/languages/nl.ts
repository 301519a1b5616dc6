import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** Dutch; see de.ts for what is and is not measured. */
export const dutch: Language = {
  ...blind,
  code: 'nl',
  fillers: /^(?:(?:eh+m?|uh+m?|nou|tja|kijk|eerlijk gezegd|weet je|ik bedoel|goed)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'en|maar|of|want|dus|dan|toen|daarna|ook|daarom|daardoor|daarvoor|daarmee|daarbij|omdat|hoewel|toch|echter|bovendien|anders|trouwens|bijvoorbeeld|terwijl|zodat|zo',
      'hij|zij|ze|het (?:is|was|werd|heeft|had|gaat|ging|kan|lijkt)|hem|haar|hun|hen|dit|dat|deze|die|zijn (?:ook|dat)|er|wat (?:ook|ik bedoel)|welke?|zoiets',
      'ja|nee|neen|precies|klopt|inderdaad|zeker|oké|ok|okay|juist|natuurlijk|dank je|bedankt|exact',
    ].join('|'),
  ),
  pointing: anywhere('hij|zij|ze|hem|hun|dit|dat'),
  address: anywhere('je|jij|jou|jouw|jullie|u|uw'),
  advert: anywhere('gesponsord|sponsor|mede mogelijk gemaakt|aangeboden door|kortingscode|met de code|procent korting|\\d+ ?% korting|gratis proberen|punt (?:nl|com)'),
  advertOpening: anywhere('gesponsord|sponsor|mede mogelijk gemaakt|aangeboden door'),
  greeting: anywhere('welkom|hallo allemaal|mijn gast|onze gast|te gast|bedankt voor de uitnodiging|leuk dat|fijn dat|goedemorgen|goedemiddag|vandaag (?:praat|spreek|hebben)'),
  farewell: anywhere('dank je wel|dankjewel|bedankt voor|tot ziens|tot de volgende|tot volgende week|doei|abonneer|waar kunnen'),
  appeal: anywhere('abonneer|shownotes|laat (?:een )?(?:review|beoordeling) achter|nieuwsbrief|apple podcasts'),
  stopWords: wordSet(
    `aan alleen allemaal alles altijd ander andere anders beetje bent best bijvoorbeeld binnen daar daarna daarom dan deze dingen doen doet door
    eerst eigenlijk elke enkele ergens even gaan gaat gedaan geen geweest gewoon goed hadden hebben heeft heel helemaal hier hoeveel iedereen
    iemand iets ineens jaar jullie kunnen later maar maken mensen misschien moest moeten moment naar natuurlijk niemand niets nooit omdat onder
    onze over sommige soms staat steeds tegen terug toch toen tussen uiteindelijk vanaf veel verder volgens voor vooral waar waarom wanneer waren
    want wat weer weten wilde willen word worden wordt zeggen zegt zeker zelf zichzelf zien zijn zitten zoals zoveel zouden zullen`,
  ),
  clauseJoint: /[,;] (?=(?:en|maar|want|omdat|dus) )/i,
  connective: /^(?:en|maar|dus|want|dan) /i,
};
