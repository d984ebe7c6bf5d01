import { render } from 'preact';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/kit.css';
import './frame.css';
import './parts.css';
import './units.css';
import './work.css';
import './figures.css';
import './print.css';
import { App } from './App.tsx';

document.documentElement.dataset.face = 'console';
const root = document.getElementById('app');
if (root) render(<App />, root);

if ('serviceWorker' in navigator && import.meta.env.PROD) {
  void navigator.serviceWorker.register('/console/sw.js', { scope: '/console/' });
}
