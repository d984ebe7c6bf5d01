import base from '../kit/base.css?inline';
import tokens from '../kit/tokens.css?inline';
import portal from './portal.css?inline';

export const css = tokens + base + portal;
