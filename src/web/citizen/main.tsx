import './old-browsers.ts';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/kit.css';
import './citizen.css';
import { render } from 'preact';
import { App } from './App.tsx';
import { begin } from './device.ts';
import { keepForOffline } from './offline.ts';

begin();
render(<App />, document.getElementById('app') as HTMLElement);
keepForOffline();
