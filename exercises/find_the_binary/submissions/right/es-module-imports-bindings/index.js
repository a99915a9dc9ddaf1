import bindings from 'bindings';

export default bindings('myaddon');
