import './panel.css';
import './tree.css';
import './inline.css';
