// MISTAKE: it loads the add-on, and exports none of it.
import './index.js';

export default {};
