/** The screens behind the first one, in one lazily loaded part: whoever opens one soon needs the next. */
export { AccountPage } from '../../features/accounts/citizen/AccountPage.tsx';
export { Declare } from '../../features/declarations/citizen/Declare.tsx';
export { Detail } from '../../features/declarations/citizen/Detail.tsx';
export { Mine } from '../../features/declarations/citizen/Mine.tsx';
export { Result } from '../../features/declarations/citizen/Result.tsx';
export { EditPerson } from '../../features/people/citizen/EditPerson.tsx';
export { Family } from '../../features/people/citizen/Family.tsx';
export { NewPerson } from '../../features/people/citizen/NewPerson.tsx';
