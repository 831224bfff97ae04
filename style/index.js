import './panel.css';
import './tree.css';
import './fixes.css';
import './actions.css';
import './inline.css';
import './export.css';
