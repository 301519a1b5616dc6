import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** German. Sentences are judged by their openings; what editors of German shows choose has not been measured yet. */
export const german: Language = {
  ...blind,
  code: 'de',
  fillers: /^(?:(?:ähm?|öhm?|hm+|na ja|naja|tja|also|ja|gut|ehrlich gesagt|weißt du|wissen sie|ich mein(?:e)?)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'und|aber|oder|denn|sondern|also|doch|jedoch|deshalb|deswegen|darum|daher|dann|danach|trotzdem|außerdem|dazu|dabei|damit|dadurch|dafür|davon|daran|weil|sodass|obwohl|während|allerdings|sonst',
      'er|es|sie|ihn|ihm|ihr|ihre|ihnen|sein|seine|dies|dieser|diese|dieses|diesen|diesem|jener|jene|jenes|dessen|deren|welche[rs]?|so|da',
      '(?:das|die|der) (?:ist|war|wäre|hat|hatte|haben|sind|waren|kann|macht|heißt|geht|ging|wird|wurde|finde|fand|glaube|stimmt|sagt)',
      'ja|nein|nee|genau|stimmt|richtig|klar|natürlich|okay|ok|eben|danke|zum beispiel|auch',
    ].join('|'),
  ),
  pointing: anywhere('er|sie|ihn|ihm|ihnen|dieser|diese|dieses'),
  address: anywhere('du|dir|dich|dein|deine|man|ihr|euch'),
  advert: anywhere('werbung|anzeige|gesponsert|sponsor|präsentiert von|unterstützt von|rabatt(?:code)?|gutschein(?:code)?|mit dem code|prozent rabatt|kostenlos testen|punkt de|jetzt anmelden'),
  advertOpening: anywhere('werbung|anzeige|gesponsert|sponsor|präsentiert von|unterstützt von'),
  greeting: anywhere('willkommen|hallo zusammen|mein gast|zu gast|schön,? dass|danke für die einladung|guten (?:tag|morgen|abend)|heute (?:spreche|rede) ich'),
  farewell: anywhere('vielen dank|danke,? dass|tschüss|auf wiedersehen|auf wiederhören|bis (?:zum nächsten|bald|nächste)|das war\'s|abonnier(?:t|en|e)|shownotes'),
  appeal: anywhere('abonnier(?:t|en|e)|shownotes|newsletter|bewertung(?:en)? (?:da|hinter)lass(?:t|en)|überall,? wo es podcasts gibt'),
  stopWords: wordSet(
    `aber alles andere anders beispiel bisschen dafür damit dann darauf darum davon dazu denen denke deren diese diesem diesen dieser dieses
    doch durch eigentlich einem einen einer eines einfach einige etwas finde ganze genau gerade gesagt gewesen glaube haben halt hatte hatten
    immer irgendwie irgendwann irgendwas jetzt kannst keine können könnte machen macht manchmal meine meinem meinen nicht nichts noch oder
    schon sehr seine sich sind solche sollte sondern über unsere viele vielleicht waren warum welche wenig wenn werden wieder wirklich wollen
    worden wurde wurden würde würden zwischen`,
  ),
  clauseJoint: /[,;] (?=(?:und|aber|denn|weil|sondern) )/i,
  connective: /^(?:und|aber|denn|also|dann|oder) /i,
};
