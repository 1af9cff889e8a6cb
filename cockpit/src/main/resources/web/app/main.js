import './style.css';
import './cockpit.js';
