import './panel.css';
import './sections.css';
import './tree.css';
import './fixes.css';
import './actions.css';
import './status.css';
import './inline.css';
