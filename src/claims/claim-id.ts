/** `topic/name`, in small letters, digits and hyphens: a claim is stated, recorded and asked for by it. */
export const claimIdForm = /^[a-z0-9-]+(\/[a-z0-9-]+)+$/;
