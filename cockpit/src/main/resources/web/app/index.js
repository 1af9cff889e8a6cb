// The one file the bundler begins with: without one of this name it begins with every file, and loads them all at once.
import './style.css';
import './cockpit.js';
