/** The screens of visits and of places, in a part of their own: who neither scans nor keeps a place never loads them. */
export {};
