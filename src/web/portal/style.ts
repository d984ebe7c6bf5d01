import base from '../kit/base.css?inline';
import tokens from '../kit/tokens.css?inline';
import figures from './figures.css?inline';
import portal from './portal.css?inline';
import print from './print.css?inline';

export const css = tokens + base + portal + figures + print;
