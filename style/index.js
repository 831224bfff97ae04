import './panel.css';
import './tree.css';
import './fixes.css';
import './inline.css';
