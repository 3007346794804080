// Events stand on the chronology and have no page of their own.
export default { permalink: false };
